package org.statescope.training.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.inference.TextLoss;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.text.token.TokenDecoder;
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
  private static final String DEFAULT_LENGTH = "512";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelSource source = new ModelSource();

  @Option(
      names = "--text",
      paramLabel = "PATH",
      required = true,
      description = "The text: a file or folder of the kinds that train reads.")
  private String text = "";

  @Option(
      names = "--length",
      paramLabel = "L",
      defaultValue = DEFAULT_LENGTH,
      description =
          "Tokens of a window, each begun with no memory of the one before (default:"
              + " ${DEFAULT-VALUE}).")
  private int length = Integer.parseInt(DEFAULT_LENGTH);

  @Option(
      names = "--json",
      description =
          "Writes JSON, an object a line: tokens done while it measures, and the measures last.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelFolder folder = source.folder();
    ModelTokenizer tokenizer = source.tokenizer(folder);
    TokenisedText read = TokenisedText.read(text, tokenizer);
    if (read.tokens().length < 2) {
      throw new ModelFolderException(
          "The text %s has only %d token, which nothing predicts: name a longer one."
              .formatted(text, read.tokens().length));
    }
    int window = Math.min(length, read.tokens().length - 1);
    try (WindowScorer scorer = WindowScorer.of(folder, window, Devices.threads())) {
      long first = bytesOf(read.tokens()[0], tokenizer);
      long tokens = read.tokens().length - 1L;
      EvaluationOutput output = EvaluationOutput.of(json, Statescope.out(spec));
      double nats = scorer.nats(read.tokens(), done -> output.progress(done, tokens));
      output.result(new TextLoss(nats, tokens, read.bytes() - first));
    } catch (ArithmeticException e) {
      throw unstable(folder, e);
    }
    return ExitCode.OK;
  }

  private static long bytesOf(int token, ModelTokenizer tokenizer) throws IOException {
    if (tokenizer.file() == null) {
      return 1;
    }
    try (TokenDecoder decoder = TokenDecoder.of(tokenizer.file(), ModelSource.libraries())) {
      String text = decoder.next(token) + decoder.finish();
      return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
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
