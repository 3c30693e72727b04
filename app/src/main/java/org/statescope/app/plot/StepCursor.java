package org.statescope.app.plot;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The training step that every view looks at. One is shared by all views of a window: scrubbing in
/// one of them moves the others. It either follows the newest step or stays where it was put.
public final class StepCursor {
  private final ReadOnlyLongWrapper step = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper newest = new ReadOnlyLongWrapper();
  private final BooleanProperty followNewest = new SimpleBooleanProperty(true);

  public StepCursor() {
    followNewest.subscribe(
        follow -> {
          if (follow) {
            step.set(newest.get());
          }
        });
  }

  public ReadOnlyLongProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  public long step() {
    return step.get();
  }

  public ReadOnlyLongProperty newestProperty() {
    return newest.getReadOnlyProperty();
  }

  public BooleanProperty followNewestProperty() {
    return followNewest;
  }

  /// Stops following and looks at `wanted`, which is brought into 0 … newest.
  public void moveTo(long wanted) {
    followNewest.set(false);
    step.set(Math.clamp(wanted, 0, Math.max(0, newest.get())));
  }

  /// Tells the cursor the newest step of all shown runs.
  public void newest(long step) {
    newest.set(step);
    if (followNewest.get() || this.step.get() > step) {
      this.step.set(step);
    }
  }
}
