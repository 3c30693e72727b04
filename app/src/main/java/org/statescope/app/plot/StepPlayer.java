package org.statescope.app.plot;

import java.util.function.LongSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;

/// Moves the step cursor through the training so far. The place follows the clock, not the number
/// of frames: where drawing or reading is slow, steps and their snapshots are passed over and the
/// end is reached in the same time.
public final class StepPlayer {
  private static final Duration BEAT = Duration.millis(50);

  /// The whole training at normal speed.
  private static final double SECONDS = 12;

  private static final double NANOS_PER_SECOND = 1e9;

  private final StepCursor cursor;
  private final LongSupplier nanos;
  private final Timeline beats = new Timeline();
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<PlaySpeed> speed = new SimpleObjectProperty<>(PlaySpeed.NORMAL);
  private double place;
  private long before;

  public StepPlayer(StepCursor cursor) {
    this(cursor, System::nanoTime);
  }

  /// @param nanos a clock
  StepPlayer(StepCursor cursor, LongSupplier nanos) {
    this.cursor = cursor;
    this.nanos = nanos;
    beats.getKeyFrames().add(new KeyFrame(BEAT, event -> beat()));
    beats.setCycleCount(Animation.INDEFINITE);
  }

  public ReadOnlyBooleanProperty playingProperty() {
    return playing.getReadOnlyProperty();
  }

  public ObjectProperty<PlaySpeed> speedProperty() {
    return speed;
  }

  /// Plays from where the cursor is, from the beginning where it is at the end; or pauses.
  public void toggle() {
    if (playing.get()) {
      pause();
      return;
    }
    long last = cursor.newestProperty().get();
    if (last == 0) {
      return;
    }
    cursor.moveTo(cursor.step() >= last ? 0 : cursor.step());
    place = cursor.step();
    before = nanos.getAsLong();
    playing.set(true);
    beats.play();
  }

  public void pause() {
    beats.stop();
    playing.set(false);
  }

  /// Moves as far as the clock has.
  void beat() {
    long now = nanos.getAsLong();
    double seconds = (now - before) / NANOS_PER_SECOND;
    before = now;
    if (cursor.followNewestProperty().get()) {
      pause();
      return;
    }
    if (cursor.step() != (long) place) {
      // Somebody moved the cursor: playing goes on from there.
      place = cursor.step();
    }
    long last = cursor.newestProperty().get();
    place = Math.min(last, place + seconds / SECONDS * speed.get().factor() * last);
    cursor.moveTo((long) place);
    if (place >= last) {
      pause();
    }
  }
}
