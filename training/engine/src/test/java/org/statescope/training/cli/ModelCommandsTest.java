package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.statescope.training.cli.CpuCommands.done;
import static org.statescope.training.cli.CpuCommands.refused;
import static org.statescope.training.cli.CpuCommands.train;
import static org.statescope.training.cli.CpuCommands.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.GgufWriter;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.trace.LayerTrace;
import org.statescope.training.run.trace.TokenTraceFile;

/// `export`, `evaluate` and `generate` on a run that the same command line trained.
class ModelCommandsTest {
  private static final double AGREEMENT = 1e-4;

  @TempDir private Path folder;
  private Path run;
  private Path text;

  @BeforeEach
  void trainRun() throws IOException {
    text = folder.resolve("text.txt");
    Files.writeString(text, "the whale swam on, the sea was calm; grün ");
    for (int i = 0; i < 6; i++) {
      Files.writeString(text, Files.readString(text) + Files.readString(text));
    }
    run = folder.resolve("run");
    train(
        "sc-mamba-tiny",
        run,
        text,
        "--steps",
        12,
        "--length",
        32,
        "--evaluate-every",
        6,
        "--checkpoint-every",
        4);
  }

  private Checkpoint last() throws IOException {
    return RunFolder.open(run).latestCheckpoint().orElseThrow();
  }

  @Test
  void generatesTheSameTextForTheSameSeed() throws IOException {
    String text = done("generate", run, "--prompt", "the whale", "--tokens", 60, "--seed", 5);
    assertTrue(text.startsWith("the whale"), text);
    assertTrue(text.length() > "the whale".length() + 20, text);
    assertEquals(
        text,
        done("generate", last().path(), "--prompt", "the whale", "--tokens", 60, "--seed", 5));
    assertFalse(
        text.equals(done("generate", run, "--prompt", "the whale", "--tokens", 60, "--seed", 6)));
    String greedy =
        done("generate", run, "--prompt", "sea", "--temperature", 0, "--tokens", 9, "--top-p", 0.5);
    assertEquals(
        greedy,
        done("generate", run, "--prompt", "sea", "--temperature", 0, "--tokens", 9, "--seed", 9));
    assertEquals(
        "grün" + System.lineSeparator(), done("generate", run, "--prompt", "grün", "--tokens", 0));
  }

  @Test
  void evaluatesRunsCheckpointsAndExportsAlike() throws IOException {
    String loss = done("evaluate", run, "--text", text, "--length", 64);
    List<String> measures = loss.lines().toList();
    assertEquals(6, measures.size(), loss);
    double nats = value(loss, "nats per token");
    assertEquals(Math.exp(nats), value(loss, "perplexity"), AGREEMENT * Math.exp(nats));
    assertEquals(nats / Math.log(2), value(loss, "bits per byte"), AGREEMENT);
    assertEquals(nats, value(loss, "nats per byte"), AGREEMENT);
    assertEquals(Files.size(text) - 1, value(loss, "tokens predicted"));
    assertTrue(nats < Math.log(256), "it learned nothing: " + nats);

    Path exported = folder.resolve("exported");
    done("export", run, "--step", "last", "--out", exported);
    assertEquals(loss, done("evaluate", exported, "--text", text, "--length", 64));
    assertEquals(
        loss, done("evaluate", exported, "--text", text, "--length", 64, "--tokenizer", "bytes"));
  }

  @Test
  void modelsFromOutsideAreEvaluatedAndGoOnWithAText() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA2).headWidth(4).build();
    Path plain = RandomModels.write(folder.resolve("plain"), model);
    Path gguf = folder.resolve("model.gguf");
    try (CpuBackend backend = CpuBackend.create(1)) {
      new GgufWriter(model, RandomModels.weights(RandomModels.make(backend, model, 2, 0)))
          .write(gguf, GgufWriter.F32);
    }
    String expected = done("evaluate", plain, "--text", text, "--length", 64);
    String actual = done("evaluate", gguf, "--text", text, "--length", 64);
    assertEquals(value(expected, "nats per token"), value(actual, "nats per token"), AGREEMENT);
    String spoken =
        done("generate", gguf, "--prompt", "the sea", "--tokens", 5, "--temperature", 0);
    assertEquals(
        done("generate", plain, "--prompt", "the sea", "--tokens", 5, "--temperature", 0), spoken);
  }

  @Test
  void exportsTheCheckpointThatIsAskedFor() throws IOException {
    Path exported = folder.resolve("exported");
    done("export", run, "--step", 4, "--out", exported);
    List<Checkpoint> all = RunFolder.open(run).checkpoints();
    assertEquals(4, all.getFirst().step());
    assertEquals(-1, Files.mismatch(all.getFirst().model(), exported.resolve("model.safetensors")));
    done("export", last().path(), "--out", folder.resolve("other"));
    assertEquals(
        -1, Files.mismatch(last().model(), folder.resolve("other").resolve("model.safetensors")));
  }

  @Test
  void modelsOfATokenizerAreReadThroughIt() throws Exception {
    Path tokenizer =
        Path.of(
            ModelCommandsTest.class
                .getResource("/org/statescope/training/text/bpe-600.json")
                .toURI());
    Path other = folder.resolve("other");
    train("mamba2-tiny", other, text, "--tokenizer", tokenizer, "--steps", 2, "--length", 16);
    String loss = done("evaluate", other, "--text", text);
    assertTrue(value(loss, "tokens predicted") < Files.size(text) / 2.0, loss);
    double nats = value(loss, "nats per token") * value(loss, "tokens predicted");
    double bytes = nats / value(loss, "nats per byte");
    assertEquals(Files.size(text), bytes, 0.01 * Files.size(text));
    String spoken = done("generate", other, "--prompt", "the whale", "--tokens", 8);
    assertTrue(spoken.startsWith("the whale"), spoken);
    refused(
        ExitCode.BAD_INPUT,
        "name the tokenizer.json that belongs to it",
        "generate",
        run,
        "--prompt",
        "a",
        "--tokenizer",
        tokenizer);
  }

  @Test
  void wrongUseIsOneSentence() throws IOException {
    Path none = folder.resolve("none");
    refused(ExitCode.BAD_INPUT, "There is no folder", "generate", none, "--prompt", "a");
    refused(ExitCode.BAD_INPUT, "config.json", "evaluate", folder, "--text", text);
    refused(
        ExitCode.BAD_INPUT,
        "no checkpoint of step 7: choose best, last or one of 4, 8, 12",
        "export",
        run,
        "--step",
        7,
        "--out",
        none);
    refused(
        ExitCode.USAGE, "choose best, last or a step", "export", run, "--step", "x", "--out", none);
    refused(ExitCode.USAGE, "temperature", "generate", run, "--prompt", "a", "--temperature", -1);
    refused(ExitCode.USAGE, "prompt is empty", "generate", run, "--prompt", "");
    refused(ExitCode.USAGE, "must be at least 0", "generate", run, "--prompt", "a", "--tokens", -1);
    refused(
        ExitCode.USAGE, "a length of at least 1", "evaluate", run, "--text", text, "--length", 0);
    Path letter = folder.resolve("letter");
    Files.writeString(letter, "a");
    refused(ExitCode.BAD_INPUT, "only 1 token", "evaluate", run, "--text", letter);
  }

  @Test
  void tracesATextTokenByToken() throws IOException {
    Path traced = folder.resolve("trace.safetensors");
    done("trace", run, "--text", text, "--tokens", 30, "--out", traced);
    try (TokenTraceFile file = TokenTraceFile.open(traced)) {
      assertEquals(Files.readString(text).substring(0, 30), file.text().text());
      assertEquals(30, file.text().length());
      assertEquals(SsmStructure.SC_MAMBA, file.structure());
      for (double nats : file.text().nats()) {
        assertTrue(nats > 0 && nats < 20, "nats " + nats);
      }
      for (int layer = 0; layer < file.layers(); layer++) {
        LayerTrace one = file.layer(layer);
        assertEquals(30, one.tokens());
        assertTrue(one.energy(29, 0) > 0);
        assertTrue(one.step(29, 0) > 0);
      }
    }
  }

  @Test
  void aTraceSaysWhatItCannotRead() {
    Path traced = folder.resolve("trace.safetensors");
    Path nothing = folder.resolve("nothing.txt");
    refused(ExitCode.BAD_INPUT, "nothing.txt", "trace", run, "--text", nothing, "--out", traced);
    refused(ExitCode.USAGE, "tokens", "trace", run, "--text", text, "--tokens", 0, "--out", traced);
    assertFalse(Files.exists(traced));
  }
}
