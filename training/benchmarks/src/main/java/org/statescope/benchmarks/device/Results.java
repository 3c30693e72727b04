package org.statescope.benchmarks.device;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows found so far. Each is printed and kept in a file, a JSON object a line, as soon as it
/// is there, so that an end at any time loses none.
final class Results implements AutoCloseable {
  private final PrintStream out;
  private final Writer file;
  private final List<Row> rows = new ArrayList<>();

  Results(PrintStream out, Path file) throws IOException {
    this.out = out;
    this.file = Files.newBufferedWriter(file);
  }

  synchronized void add(Row row) {
    rows.add(row);
    out.println(row.words());
    try {
      file.write(row.json() + "\n");
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first row of that name that was measured.
  synchronized Optional<Row> find(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name) && !row.fields().containsKey("failed"))
        .findFirst();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
