package org.statescope.app.tokens;

import java.nio.file.Path;

/// A text to run through a checkpoint.
///
/// @param run folder of the run
/// @param checkpoint `best`, `last` or a step
/// @param text what to read
/// @param tokens the most tokens to read
record TraceRequest(Path run, String checkpoint, String text, int tokens) {
  static final String BEST = "best";
  static final String LAST = "last";
}
