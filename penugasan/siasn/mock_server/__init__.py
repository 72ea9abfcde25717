"""A stand-in for SIASN, as a process of its own: own store, own people, own judgement.

It knows the wire format and nothing of the portal: neither its client nor its tables. Started by
``manage.py siasn_tiruan`` or ``python -m penugasan.siasn.mock_server``.
"""
