package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.inference.CrossEntropy;
import org.statescope.training.inference.ModelRecorder;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.trace.LayerTrace;
import org.statescope.training.run.trace.TokenTraceWriter;
import org.statescope.training.run.trace.TracedText;
import org.statescope.training.text.token.TokenDecoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `statescope trace`: what a model's recurrences do with each token of a text.
@Command(
    name = "trace",
    description =
        "Runs a text through a model and writes down, for each token and channel, its step, its"
            + " state's energy, B and C, for the desktop's Tokens page.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class TraceCommand implements Callable<Integer> {
  private static final String DEFAULT_TOKENS = "1024";

  /// The share of the heap that a record may take; the model needs the rest.
  private static final double SHARE_OF_HEAP = 0.6;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelSource source = new ModelSource();

  @Option(
      names = "--text",
      paramLabel = "PATH",
      required = true,
      description = "The text: a file or folder of the kinds that train reads.")
  private String text = "";

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = DEFAULT_TOKENS,
      description = "The most tokens to read from its beginning (default: ${DEFAULT-VALUE}).")
  private int most = Integer.parseInt(DEFAULT_TOKENS);

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The safetensors file to write.")
  private Path target = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException(
          "The number of tokens is %d but must be at least 1.".formatted(most));
    }
    ModelFolder folder = source.folder();
    ModelTokenizer tokenizer = source.tokenizer(folder);
    int[] all = TokenisedText.read(text, tokenizer).tokens();
    if (all.length == 0) {
      throw new ModelFolderException("The text %s is empty.".formatted(text));
    }
    int[] tokens = Arrays.copyOf(all, Math.min(most, all.length));
    RecurrentModel model = RecurrentModel.load(folder);
    requireRoom(model, tokens.length);
    try {
      write(model, folder, tokens, tokenizer);
    } catch (ArithmeticException e) {
      throw EvaluateCommand.unstable(folder, e);
    }
    Statescope.out(spec).printf("Wrote %s: %d tokens.%n", target, tokens.length);
    return ExitCode.OK;
  }

  private static void requireRoom(RecurrentModel model, int tokens) {
    long needed = model.recordBytes(tokens);
    long room = (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    if (needed > room) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The record of %d tokens takes %.1f GB but there is room for %.1f: choose --tokens"
                  + " %d.",
              tokens,
              needed / 1e9,
              room / 1e9,
              Math.max(1, room / Math.max(1, needed / tokens))));
    }
  }

  private void write(
      RecurrentModel model, ModelFolder folder, int[] tokens, ModelTokenizer tokenizer)
      throws IOException {
    StatusLine line = new StatusLine(Statescope.out(spec));
    ModelRecorder recorder = model.recorder(tokens.length);
    double[] nats = new double[tokens.length - 1];
    for (int t = 0; t < tokens.length; t++) {
      float[] logits = model.next(tokens[t]);
      recorder.record();
      if (t < nats.length) {
        nats[t] = CrossEntropy.of(logits.length, token -> logits[token], tokens[t + 1]);
      }
      if (line.isDue()) {
        line.show("token %d/%d".formatted(t + 1, tokens.length));
      }
    }
    line.end();
    ModelConfiguration configuration = model.configuration();
    TokenTraceWriter writer =
        new TokenTraceWriter(
            folder.path().toString(),
            configuration.structure(),
            configuration.discretisation(),
            decoded(tokens, nats, tokenizer));
    for (LayerTrace layer : recorder.layers()) {
      writer.add(layer);
    }
    writer.writeTo(target);
  }

  /// The text that the tokens stand for. What a last token leaves incomplete counts as its own.
  private static TracedText decoded(int[] tokens, double[] nats, ModelTokenizer tokenizer)
      throws IOException {
    long[] characters = new long[tokens.length];
    StringBuilder text = new StringBuilder();
    try (TokenDecoder decoder = TokenDecoder.of(tokenizer.file(), ModelSource.libraries())) {
      for (int t = 0; t < tokens.length; t++) {
        String piece = decoder.next(tokens[t]);
        if (t == tokens.length - 1) {
          piece += decoder.finish();
        }
        characters[t] = piece.length();
        text.append(piece);
      }
    }
    return new TracedText(
        text.toString(), Arrays.stream(tokens).asLongStream().toArray(), characters, nats);
  }
}
