"""Everything that comes in from people: forms and workbooks, read and checked before anything is stored."""
