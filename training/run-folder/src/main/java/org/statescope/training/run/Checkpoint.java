package org.statescope.training.run;

import java.nio.file.Path;

/// A complete checkpoint folder and the optimiser step after which it was taken.
public record Checkpoint(long step, Path path) implements Comparable<Checkpoint> {
  public Path model() {
    return path.resolve("model.safetensors");
  }

  public Path optimizer() {
    return path.resolve("optimizer.safetensors");
  }

  public Path modelConfiguration() {
    return path.resolve("config.json");
  }

  public Path state() {
    return path.resolve("state.json");
  }

  @Override
  public int compareTo(Checkpoint other) {
    return Long.compare(step, other.step);
  }
}
