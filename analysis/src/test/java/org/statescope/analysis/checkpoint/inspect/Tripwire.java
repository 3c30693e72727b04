package org.statescope.analysis.checkpoint.inspect;

/// A class that files of tests name and that nothing may ever load; loading it leaves a trace.
final class Tripwire {
  static final String TRACE = "statescope.test.tripwire";

  static {
    System.setProperty(TRACE, "loaded");
  }

  private Tripwire() {}
}
