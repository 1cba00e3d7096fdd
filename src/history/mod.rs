//! Versions of a file from git.
