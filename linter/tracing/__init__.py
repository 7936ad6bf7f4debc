"""Why a rule finds something in a reply or does not, step by step, as the engine itself goes."""
