package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.LatestTask;

/// Reads snapshots and builds the maps of them in the background. What was read and built for the
/// newest wish is delivered at once, on the JavaFX thread, where all methods are called.
final class MapReading implements AutoCloseable {
  private final ReadOnlyObjectWrapper<List<Long>> steps = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<PoleMapData>> maps =
      new ReadOnlyObjectWrapper<>(List.of());
  private final SnapshotReader reader;
  private final LatestTask task;
  private final Runnable delivered;
  private Delivery last = new Delivery(new SnapshotReader.Result(List.of(), List.of()), null);

  /// @param task where it works; closed with this
  /// @param delivered told after something new has come
  MapReading(Snapshots.Source source, LatestTask task, Runnable delivered) {
    reader = new SnapshotReader(source);
    this.task = task;
    this.delivered = delivered;
  }

  /// Reads what is asked for, and builds the maps if it or their look has changed.
  void read(SnapshotReader.Request request, MapLook look) {
    Delivery before = last;
    task.run(
        () -> {
          SnapshotReader.Result result = reader.read(request);
          if (result.equals(before.result) && look.equals(before.look)) {
            return before;
          }
          return new Delivery(result, look, look.build(result.runs()));
        },
        this::deliver);
  }

  private void deliver(Delivery now) {
    if (now != last) {
      last = now;
      steps.set(now.result.steps());
      maps.set(now.maps);
      delivered.run();
    }
  }

  /// The steps that any shown run has a snapshot of, in increasing order.
  ReadOnlyObjectProperty<List<Long>> stepsProperty() {
    return steps.getReadOnlyProperty();
  }

  /// The place among [#stepsProperty] of the last snapshot at or before a step, 0 when none is.
  int indexOf(long step) {
    List<Long> all = steps.get();
    int index = 0;
    while (index + 1 < all.size() && all.get(index + 1) <= step) {
      index++;
    }
    return index;
  }

  ReadOnlyObjectProperty<List<PoleMapData>> mapsProperty() {
    return maps.getReadOnlyProperty();
  }

  /// What was read of each shown run for the maps of the moment.
  List<RunFrames> frames() {
    return last.result.runs();
  }

  Optional<RunFrames> framesOf(Path run) {
    return frames().stream().filter(frames -> frames.run().folder().equals(run)).findFirst();
  }

  /// The most layers of any shown run.
  int layers() {
    return frames().stream()
        .flatMap(run -> run.now().stream())
        .mapToInt(frame -> frame.layout().layers())
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    task.close();
  }

  private record Delivery(
      SnapshotReader.Result result, @Nullable MapLook look, List<PoleMapData> maps) {
    Delivery(SnapshotReader.Result result, @Nullable MapLook look) {
      this(result, look, List.of());
    }
  }
}
