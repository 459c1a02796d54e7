"""The site: HTML of pages, the folders that MkDocs makes of them, their colours."""  # noqa: A005
