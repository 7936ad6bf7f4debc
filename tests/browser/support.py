"""A page with what it asked for and what went wrong in it."""

from __future__ import annotations

from typing import Any


class Watched:
    """Listens to a page from before it is opened."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))

    def count(self, selector: str) -> int:
        """How many elements that match can be seen."""
        found: int = self.page.eval_on_selector_all(
            selector, "all => all.filter(one => one.checkVisibility()).length"
        )
        return found

    @property
    def quiet(self) -> bool:
        """Whether nothing went wrong and nothing but files was asked for."""
        return not self.errors and {url.split(":")[0] for url in self.requests} == {"file"}

    @property
    def overflows(self) -> bool:
        """Whether the page is wider than its window."""
        wider: bool = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return wider
