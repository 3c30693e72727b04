package org.statescope.training.trainer;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The run folder's `log.txt`: what happened, with times, and the stack traces that the user's
/// screen does not show.
public final class RunLog implements AutoCloseable {
  private static final String FILE_NAME = "log.txt";

  private final PrintWriter writer;

  private RunLog(Writer writer) {
    this.writer = new PrintWriter(writer, true);
  }

  /// Appends to the log of a run.
  public static RunLog open(Path runFolder) throws IOException {
    return new RunLog(
        Files.newBufferedWriter(
            runFolder.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  public synchronized void write(String sentence) {
    writer.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
  }

  public synchronized void write(String sentence, Throwable cause) {
    write(sentence);
    cause.printStackTrace(writer);
  }

  @Override
  public void close() {
    writer.close();
  }
}
