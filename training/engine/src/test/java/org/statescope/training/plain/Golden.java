package org.statescope.training.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.SafetensorsFile;

/// One golden file, and how files are found: by the prefix of their family in the folder named by
/// `statescope.golden`.
public record Golden(Path path, SafetensorsFile file) implements AutoCloseable {
  /// The paths of a family, at least one.
  public static List<Path> family(String prefix) throws IOException {
    Path folder = Path.of(System.getProperty("statescope.golden"), "training");
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries
              .filter(path -> path.getFileName().toString().startsWith(prefix))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new AssertionError("no golden file starts with " + prefix + " in " + folder);
      }
      return found;
    }
  }

  public static Golden open(Path path) {
    try {
      return new Golden(path, SafetensorsFile.open(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String name) {
    return file.contains(name);
  }

  public double[] values(String name) {
    return file.readDoubles(name);
  }

  public int size(String name, int dimension) {
    return (int) file.entry(name).shape()[dimension];
  }

  public int dimensions(String name) {
    return file.entry(name).shape().length;
  }

  public String fact(String name) {
    return file.metadata().get(name);
  }

  /// `(batch, rows, columns)` to `(batch, columns, rows)`.
  public static double[] transposed(double[] values, int batch, int rows, int columns) {
    double[] result = new double[values.length];
    for (int b = 0; b < batch; b++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          result[(b * columns + c) * rows + r] = values[(b * rows + r) * columns + c];
        }
      }
    }
    return result;
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }
}
