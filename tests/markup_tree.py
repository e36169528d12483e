"""Finished HTML, as the browser is sent it, told as the components it was made from."""

from __future__ import annotations


def components(tree):
    """The same answer with an element of Dash's in place of every node of a Markup."""
    if isinstance(tree, list):
        return [each for branch in tree for each in _several(branch)]
    if isinstance(tree, dict):
        return {name: components(branch) for name, branch in tree.items()}
    return tree


def _several(branch):
    if isinstance(branch, dict) and branch.get("type") == "Markup":
        return [_element(node) for node in branch["props"]["nodes"]]
    return [components(branch)]


def _element(node):
    if isinstance(node, str):
        return node
    tag, attributes, *inside = node
    children = [_element(each) for each in inside]
    return {"type": tag.capitalize(), "props": {**attributes, "children": children}}
