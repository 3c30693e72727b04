package org.statescope.app.benchmark;

import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A gesture of the script, from the event until everything it asked the JavaFX thread for before
/// the next pulse is done.
@Name(Gesture.NAME)
@Label("Gesture")
@StackTrace(false)
final class Gesture extends Event {
  static final String NAME = "statescope.Gesture";
}
