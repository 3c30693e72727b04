package org.statescope.app.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.design.PoleEditsFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The worker that calls the command line: `statescope edit`, then `statescope evaluate --json`.
///
/// @param trainer the command line
record DesignWorker(TrainerCommand trainer) implements EffectWorker {
  private static final String OUTPUT = "output.txt";

  @Override
  public EffectState.Measured measure(
      DesignSubject model, PoleEdits edits, String text, Optional<Double> before, Progress progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("statescope-design");
    try {
      boolean heldOut = model.heldOutOf(text);
      List<String> read =
          heldOut
              ? List.of("--held-out-of", model.source().folder().toString())
              : List.of("--text", text);
      double without =
          before.isPresent()
              ? before.get()
              : perplexity(model.checkpoint(), read, "before", folder, progress);
      if (edits.isEmpty()) {
        return new EffectState.Measured(without, without, heldOut);
      }
      Path edited = folder.resolve("edited");
      progress.report(-1, Texts.text("design.task.edit"));
      edit(model, edits, edited, folder, progress);
      return new EffectState.Measured(
          without, perplexity(edited, read, "after", folder, progress), heldOut);
    } finally {
      remove(folder);
    }
  }

  @Override
  public Path save(DesignSubject model, PoleEdits edits, Path folder, Progress progress)
      throws IOException, InterruptedException {
    if (Files.exists(folder)) {
      throw new IOException(Texts.text("design.exists", folder));
    }
    Path work = Files.createTempDirectory("statescope-design");
    try {
      progress.report(-1, Texts.text("design.task.edit"));
      edit(model, edits, folder, work, progress);
      return folder;
    } finally {
      remove(work);
    }
  }

  private void edit(DesignSubject model, PoleEdits edits, Path target, Path work, Progress progress)
      throws IOException, InterruptedException {
    Path list = work.resolve("edits.json");
    PoleEditsFile.write(list, edits);
    trainer.follow(
        List.of(
            "edit",
            model.checkpoint().toString(),
            "--edits",
            list.toString(),
            "--out",
            target.toString()),
        work.resolve(OUTPUT),
        line -> {},
        progress::isCancelled);
  }

  private double perplexity(
      Path checkpoint, List<String> text, String which, Path work, Progress progress)
      throws IOException, InterruptedException {
    Path output = work.resolve(which + "-" + OUTPUT);
    progress.report(-1, Texts.text("design.task." + which));
    List<String> arguments = new ArrayList<>(List.of("evaluate", checkpoint.toString(), "--json"));
    arguments.addAll(text);
    trainer.follow(arguments, output, line -> tell(line, which, progress), progress::isCancelled);
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .map(DesignWorker::json)
          .flatMap(Optional::stream)
          .map(line -> line.path("perplexity"))
          .filter(JsonNode::isNumber)
          .reduce((first, second) -> second)
          .orElseThrow(() -> new IOException(Texts.text("design.noPerplexity")))
          .doubleValue();
    }
  }

  private static void tell(String line, String which, Progress progress) {
    json(line)
        .filter(tree -> tree.path("done").isNumber() && tree.path("tokens").asDouble(0) > 0)
        .ifPresent(
            tree ->
                progress.report(
                    tree.path("done").asDouble() / tree.path("tokens").asDouble(),
                    Texts.text(
                        "design.task.tokens",
                        Texts.text("design.task." + which),
                        tree.path("done").asString(),
                        tree.path("tokens").asString())));
  }

  /// A line of the worker; empty for one that is not JSON, or only the half of it.
  private static Optional<JsonNode> json(String line) {
    try {
      return line.startsWith("{")
          ? Optional.of(JsonMapper.shared().readTree(line))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
