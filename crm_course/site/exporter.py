"""The page of a notebook as an export of Jupyter: ``jupyter nbconvert --to crm``, and a line of JupyterLab's export menu."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter

from .page import page

__all__ = ["CourseExporter"]


class CourseExporter(Exporter):
    """One page with pictures and formulas, read without a network."""

    export_from_notebook = "HTML (crm-course)"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> Any:
        """The page, and what nbconvert keeps of it."""
        book, kept = super().from_notebook_node(nb, resources, **more)
        return page(book), dict(kept)
