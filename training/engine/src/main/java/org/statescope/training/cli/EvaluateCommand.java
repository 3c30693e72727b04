package org.statescope.training.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.inference.TextLoss;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.text.token.TokenDecoder;
import org.statescope.training.trainer.TokenBatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `statescope evaluate`: how well a model predicts a text.
@Command(
    name = "evaluate",
    description = "Measures how well a model predicts a text: perplexity and bits per byte.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class EvaluateCommand implements Callable<Integer> {
  private static final int DEFAULT_LENGTH = 512;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelSource source = new ModelSource();

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  /// What the model is to predict.
  static final class Subject {
    @Option(
        names = "--text",
        paramLabel = "PATH",
        description = "A text: a file or folder of the kinds that train reads.")
    private @Nullable String text;

    @Option(
        names = "--held-out",
        description =
            "The tokens that the run holds out, in the batches that its trainer validates on: the"
                + " loss is the one that it records.")
    private boolean heldOut;

    @Option(
        names = "--held-out-of",
        paramLabel = "RUN",
        description = "The same of another run, for a model that was edited or exported from it.")
    private @Nullable Path run;
  }

  @Option(
      names = "--length",
      paramLabel = "L",
      description =
          "Tokens of a window of --text, each begun with no memory of the one before (default:"
              + " 512).")
  private @Nullable Integer length;

  @Option(
      names = "--json",
      description =
          "Writes JSON, an object a line: tokens done while it measures, and the measures last.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelFolder folder = source.folder();
    EvaluationOutput output = EvaluationOutput.of(json, Statescope.out(spec));
    try {
      output.result(
          subject.text != null
              ? ofText(subject.text, folder, output)
              : ofHeldOut(subject.run == null ? source.named() : subject.run, folder, output));
    } catch (ArithmeticException e) {
      throw unstable(folder, e);
    }
    return ExitCode.OK;
  }

  private TextLoss ofText(String text, ModelFolder folder, EvaluationOutput output)
      throws IOException {
    ModelTokenizer tokenizer = source.tokenizer(folder);
    TokenisedText read = TokenisedText.read(text, tokenizer);
    if (read.tokens().length < 2) {
      throw new ModelFolderException(
          "The text %s has only %d token, which nothing predicts: name a longer one."
              .formatted(text, read.tokens().length));
    }
    int wanted = length == null ? DEFAULT_LENGTH : length;
    int window = Math.min(wanted, read.tokens().length - 1);
    try (WindowScorer scorer = WindowScorer.of(folder, window, Devices.threads())) {
      long first = bytesOf(read.tokens()[0], tokenizer);
      long tokens = read.tokens().length - 1L;
      double nats = scorer.nats(read.tokens(), done -> output.progress(done, tokens));
      return new TextLoss(nats, tokens, read.bytes() - first);
    }
  }

  private TextLoss ofHeldOut(Path run, ModelFolder folder, EvaluationOutput output)
      throws IOException {
    if (length != null || source.namesTokenizer()) {
      throw new IllegalArgumentException(
          "The run decides in which tokens and windows its held-out text is read: leave out"
              + " --length and --tokenizer.");
    }
    HeldOutText text = HeldOutText.of(run);
    text.requireModel(folder);
    output.about(text.words());
    long tokens = text.predictions();
    long done = 0;
    double nats = 0;
    try (WindowScorer scorer = WindowScorer.of(folder, text.length(), Devices.threads())) {
      for (TokenBatch batch : text.batches()) {
        nats += scorer.nats(batch);
        done += batch.predictions();
        output.progress(done, tokens);
      }
    }
    return new TextLoss(nats, tokens, text.bytes());
  }

  private static long bytesOf(int token, ModelTokenizer tokenizer) throws IOException {
    if (tokenizer.file() == null) {
      return 1;
    }
    try (TokenDecoder decoder = TokenDecoder.of(tokenizer.file(), ModelSource.libraries())) {
      String text = decoder.next(token) + decoder.finish();
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /// What to tell when a state matrix cannot take a step.
  static ModelFolderException unstable(ModelFolder folder, ArithmeticException failure) {
    return new ModelFolderException(
        "The model in %s is unstable on this text (%s): choose an earlier checkpoint."
            .formatted(folder.path(), failure.getMessage()),
        failure);
  }
}
