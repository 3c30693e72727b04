package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.inference.Sampler;
import org.statescope.training.text.token.TokenDecoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `statescope generate`: a model goes on with a text.
@Command(
    name = "generate",
    description =
        "Goes on with a text, token by token through the recurrence: each costs the same time and"
            + " no further memory.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelSource source = new ModelSource();

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      required = true,
      description = "What the text begins with.")
  private String prompt = "";

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "200",
      description = "Tokens to add (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Below 1 likely tokens become likelier; 0 takes the likeliest (default:"
              + " ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Draws from the fewest tokens that together have this probability (default:"
              + " ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed draws the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException(
          "The number of tokens is %d but must be at least 0.".formatted(count));
    }
    Sampler sampler = new Sampler(temperature, topP, seed);
    ModelFolder folder = source.folder();
    ModelTokenizer tokenizer = source.tokenizer(folder);
    int[] words = TokenisedText.of(prompt.getBytes(StandardCharsets.UTF_8), tokenizer).tokens();
    if (words.length == 0) {
      throw new IllegalArgumentException("The prompt is empty: give at least one character.");
    }
    RecurrentModel model = RecurrentModel.load(folder);
    try (TokenDecoder decoder = TokenDecoder.of(tokenizer.file(), ModelSource.libraries())) {
      write(model, sampler, words, decoder);
    } catch (ArithmeticException e) {
      throw EvaluateCommand.unstable(folder, e);
    }
    return ExitCode.OK;
  }

  private void write(RecurrentModel model, Sampler sampler, int[] words, TokenDecoder decoder)
      throws IOException {
    PrintWriter out = Statescope.out(spec);
    float[] logits = new float[0];
    for (int token : words) {
      out.print(decoder.next(token));
      logits = model.next(token);
    }
    for (int i = 0; i < count; i++) {
      int token = sampler.draw(logits);
      out.print(decoder.next(token));
      out.flush();
      logits = model.next(token);
    }
    out.println(decoder.finish());
    out.flush();
  }
}
