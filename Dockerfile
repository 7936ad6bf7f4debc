FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY linter ./linter
COPY rulesets ./rulesets
RUN python -m venv /opt/replylint \
 && /opt/replylint/bin/python -m pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.12-slim
COPY --from=build /opt/replylint /opt/replylint
RUN useradd --create-home --uid 10001 replylint
ENV PATH=/opt/replylint/bin:$PATH LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
USER replylint
WORKDIR /work
ENTRYPOINT ["replylint"]
CMD ["check"]
