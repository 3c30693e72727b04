package org.statescope.app.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.trace.TokenTraceFile;

/// Runs texts through models in processes of their own.
///
/// @param trainer the command line
record TraceWorker(TrainerCommand trainer) {
  private static final Pattern PROGRESS = Pattern.compile("token (\\d+)/(\\d+)");

  /// The trace of a text; waits for it.
  ///
  /// @throws IOException with the worker's sentence if it fails
  /// @throws CancellationException if the task is cancelled; the worker is ended
  TokenTraceFile trace(TraceRequest request, Progress progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("statescope-trace");
    try {
      Path text = folder.resolve("text.txt");
      Path out = folder.resolve("trace.safetensors");
      Files.writeString(text, request.text());
      progress.report(-1, Texts.text("tokens.task.start"));
      trainer.follow(
          List.of(
              "trace",
              request.run().toString(),
              "--step",
              request.checkpoint(),
              "--text",
              text.toString(),
              "--tokens",
              Integer.toString(request.tokens()),
              "--out",
              out.toString()),
          folder.resolve("output.txt"),
          line -> tell(line, progress),
          progress::isCancelled);
      return TokenTraceFile.open(out);
    } finally {
      remove(folder);
    }
  }

  private static void tell(String line, Progress progress) {
    Matcher matcher = PROGRESS.matcher(line);
    if (matcher.find()) {
      double done = Double.parseDouble(matcher.group(1));
      double all = Double.parseDouble(matcher.group(2));
      progress.report(
          done / all, Texts.text("tokens.task.token", matcher.group(1), matcher.group(2)));
    }
  }

  /// The trace stays mapped: systems that do not give up a mapped file's name do so at the end.
  private static void remove(Path folder) throws IOException {
    folder.toFile().deleteOnExit();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.toFile().delete()) {
          file.toFile().deleteOnExit();
        }
      }
    }
    folder.toFile().delete();
  }
}
