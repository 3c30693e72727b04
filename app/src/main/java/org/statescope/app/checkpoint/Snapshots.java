package org.statescope.app.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// The recurrences of a run at the steps that it has written, or those of an opened checkpoint.
public sealed interface Snapshots {
  /// The steps there are now, in increasing order.
  List<Long> steps() throws IOException;

  DynamicsSnapshot read(long step) throws IOException;

  /// The systems of a checkpoint; a run's are those that its snapshots give.
  Optional<SsmNetwork> network();

  /// Where the snapshots of a run or checkpoint are found.
  @FunctionalInterface
  interface Source {
    Snapshots of(Path path);
  }

  static Snapshots ofRun(Path run) {
    return new OfRun(run);
  }

  static Snapshots of(OpenModel model) {
    return new OfModel(model);
  }

  /// A run folder's; equal for the same folder, so that what was read of it stays known.
  record OfRun(Path run) implements Snapshots {
    @Override
    public List<Long> steps() throws IOException {
      return new DynamicsFolder(run).steps();
    }

    @Override
    public DynamicsSnapshot read(long step) throws IOException {
      return new DynamicsFolder(run).read(step);
    }

    @Override
    public Optional<SsmNetwork> network() {
      return Optional.empty();
    }
  }

  /// A checkpoint's only one.
  record OfModel(OpenModel model) implements Snapshots {
    @Override
    public List<Long> steps() {
      return List.of(model.snapshot().step());
    }

    @Override
    public DynamicsSnapshot read(long step) {
      return model.snapshot();
    }

    @Override
    public Optional<SsmNetwork> network() {
      return Optional.of(model.network());
    }
  }
}
