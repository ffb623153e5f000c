"""The newsroom's pages that are no form of one row: assembling, correcting, importing, PDFs.

Each is a function `view(model_admin, request, …)` behind `admin_site.admin_view`, with its own permission.
"""
