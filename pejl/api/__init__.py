"""The API (``/api/v1/``): every room's reading and doing, for machines; docs/api.md tells how to use it.

Each room says in its ``api`` what can be read and done there. Here they are put together: ``urls`` assembles,
``edge`` gives each answer its language, its ETag and its headers, ``problems`` turns what stood in the way
into problem+json, ``description`` completes the OpenAPI document.
"""
