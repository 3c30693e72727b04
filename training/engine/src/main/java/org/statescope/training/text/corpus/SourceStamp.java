package org.statescope.training.text.corpus;

/// What tells, without reading it, whether a file is still the same: a change that keeps size and
/// time of modification goes unnoticed.
///
/// @param modified in milliseconds since 1970
public record SourceStamp(String path, long bytes, long modified) {}
