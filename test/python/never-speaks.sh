#!/bin/sh
# No Python: it goes on, and says nothing.
exec sleep 600
