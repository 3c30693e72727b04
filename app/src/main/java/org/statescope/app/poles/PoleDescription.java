package org.statescope.app.poles;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.statescope.app.plot.LatestTask;

/// What is said of one pole: its read-out at once, its Hautus distances when they are computed.
/// Belongs to the JavaFX thread.
final class PoleDescription implements AutoCloseable {
  private final ReadOnlyObjectWrapper<Optional<PoleReadout>> readout =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<PoleReach>> reach =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final LatestTask testing;
  private @Nullable Question question;

  PoleDescription(LatestTask testing) {
    this.testing = testing;
  }

  /// Which pole the Hautus test was asked for: the answer stands while only the drawing changes.
  private record Question(FrozenSystem system, int pole) {}

  ReadOnlyObjectProperty<Optional<PoleReadout>> readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<PoleReach>> reachProperty() {
    return reach.getReadOnlyProperty();
  }

  void clear() {
    question = null;
    readout.set(Optional.empty());
    reach.set(Optional.empty());
  }

  /// @param frames a run whose frame now has a finite pole at this index
  void show(RunFrames frames, int pole) {
    readout.set(Optional.of(PoleReadout.of(frames, pole)));
    Question now =
        new Question(FrozenSystem.of(frames.run(), frames.now().orElseThrow(), pole), pole);
    if (reach.get().isPresent() && now.equals(question)) {
      return;
    }
    question = now;
    reach.set(Optional.empty());
    testing.run(
        () -> PoleReach.of(now.system, now.pole),
        answer -> {
          if (now.equals(question)) {
            reach.set(Optional.of(answer));
          }
        });
  }

  @Override
  public void close() {
    testing.close();
  }
}
