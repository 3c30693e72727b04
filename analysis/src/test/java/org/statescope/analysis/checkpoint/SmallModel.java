package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// A small checkpoint of some layout: names, shapes and seeded values.
public final class SmallModel {
  /// A tensor's shape and values.
  public record Part(long[] shape, float[] values) {}

  private final Random random;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  public SmallModel(long seed) {
    random = new Random(seed);
  }

  /// Adds a tensor with values from −1 to 1.
  public SmallModel with(String name, long... shape) {
    int count = 1;
    for (long extent : shape) {
      count *= (int) extent;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    parts.put(name, new Part(shape, values));
    return this;
  }

  /// The same tensors with something before their names.
  public SmallModel wrapped(String prefix) {
    SmallModel wrapped = new SmallModel(0);
    parts.forEach((name, part) -> wrapped.parts.put(prefix + name, part));
    return wrapped;
  }

  /// These tensors and those of another model.
  public SmallModel and(SmallModel other) {
    parts.putAll(other.parts);
    return this;
  }

  public Map<String, Part> parts() {
    return parts;
  }

  public float[] values(String name) {
    return parts.get(name).values();
  }

  public Path writeTo(Path path) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    parts.forEach((name, part) -> writer.add(name, part.shape(), part.values()));
    writer.writeTo(path);
    return path;
  }
}
