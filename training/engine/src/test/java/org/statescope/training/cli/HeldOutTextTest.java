package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.statescope.training.cli.CpuCommands.done;
import static org.statescope.training.cli.CpuCommands.refused;
import static org.statescope.training.cli.CpuCommands.train;
import static org.statescope.training.cli.CpuCommands.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `evaluate --held-out` beside what the trainer recorded, and `--checkpoint best`.
class HeldOutTextTest {
  /// Losses are sums of floats in another order.
  private static final double ROUNDING = 1e-6;

  /// Held out: 5 % of 7200 bytes, 11 windows of 32 tokens, so 5 batches of 2.
  private static final int HELD_OUT = 360;

  @TempDir private Path folder;
  private Path text;
  private Path run;

  @BeforeEach
  void writeText() throws IOException {
    text = folder.resolve("text.txt");
    StringBuilder words = new StringBuilder();
    for (int i = 0; words.length() < 7200; i++) {
      words.append("the whale ").append(i * i % 97).append(" swam on; ");
    }
    Files.writeString(text, words.substring(0, 7200));
    run = folder.resolve("run");
  }

  private void trainRun(int evaluationBatches) {
    train(
        "sc-mamba-tiny",
        run,
        text,
        "--steps",
        9,
        "--length",
        32,
        "--evaluate-every",
        3,
        "--evaluation-batches",
        evaluationBatches,
        "--checkpoint-every",
        3,
        "--keep-checkpoints",
        2);
  }

  private static double recorded(Checkpoint checkpoint) throws IOException {
    return RunJson.read(checkpoint.state(), JsonNode.class).path("validation_loss").doubleValue();
  }

  private static JsonNode result(Object... arguments) {
    return JsonMapper.shared().readTree(done(arguments).lines().toList().getLast());
  }

  @Test
  void theLossIsTheOneThatTheTrainerRecorded() throws IOException {
    trainRun(100);
    for (Checkpoint checkpoint : RunFolder.open(run).checkpoints()) {
      JsonNode loss = result("evaluate", checkpoint.path(), "--held-out", "--json");
      double expected = recorded(checkpoint);
      assertEquals(expected, loss.path("nats_per_token").doubleValue(), ROUNDING * expected);
      assertEquals(expected, loss.path("nats_per_byte").doubleValue(), ROUNDING * expected);
      assertEquals(5 * 2 * 32, loss.path("tokens").intValue());
    }
    String table = done("evaluate", run, "--held-out", "--checkpoint", 9);
    assertTrue(table.startsWith("Validated as the run does, on 5 batches of 2 × 32 "), table);
    assertTrue(table.contains("of the " + HELD_OUT + " that it holds out"), table);
  }

  @Test
  void aRunThatValidatesOnAFewBatchesIsEvaluatedOnThese() throws IOException {
    trainRun(2);
    Checkpoint last = RunFolder.open(run).latestCheckpoint().orElseThrow();
    JsonNode loss = result("evaluate", run, "--held-out", "--json");
    assertEquals(2 * 2 * 32, loss.path("tokens").intValue());
    assertEquals(recorded(last), loss.path("nats_per_token").doubleValue(), ROUNDING);
  }

  @Test
  void anEditedModelIsEvaluatedOnTheTextOfItsRun() throws IOException {
    trainRun(100);
    Path copy = folder.resolve("copy");
    Path edited = folder.resolve("edited");
    done("export", run, "--checkpoint", "last", "--out", copy);
    done("edit", run, "--out", edited, "--clamp", "0,all,1.5");
    String own = done("evaluate", run, "--held-out");
    assertEquals(own, done("evaluate", copy, "--held-out-of", run));
    assertNotEquals(own, done("evaluate", edited, "--held-out-of", run));
    refused(ExitCode.BAD_INPUT, "holds out no text", "evaluate", copy, "--held-out");
  }

  @Test
  void tokensOfATokenizerAreHeldOutAsTokens() throws Exception {
    Path tokenizer =
        Path.of(
            HeldOutTextTest.class
                .getResource("/org/statescope/training/text/bpe-600.json")
                .toURI());
    train("mamba2-tiny", run, text, "--tokenizer", tokenizer, "--steps", 2, "--length", 16);
    Checkpoint last = RunFolder.open(run).latestCheckpoint().orElseThrow();
    JsonNode loss = result("evaluate", run, "--held-out", "--json");
    double nats = loss.path("nats_per_token").doubleValue();
    assertEquals(recorded(last), nats, ROUNDING * nats);
    double bytesPerToken = nats / loss.path("nats_per_byte").doubleValue();
    assertTrue(bytesPerToken > 1 && bytesPerToken < 4, "bytes per token " + bytesPerToken);
  }

  @Test
  void theBestCheckpointHasTheLowestLossOfThoseThatAreKept() throws IOException {
    trainRun(100);
    Checkpoint best = RunFolder.open(run).checkpoints().getFirst();
    for (Checkpoint other : RunFolder.open(run).checkpoints()) {
      best = recorded(other) < recorded(best) ? other : best;
    }
    String loss = done("evaluate", run, "--held-out", "--checkpoint", "best");
    assertEquals(recorded(best), value(loss, "nats per token"), 1e-5);
    for (String command : new String[] {"export", "edit"}) {
      Path made = folder.resolve(command);
      Object[] words = {command, run, "--out", made, "--checkpoint", "best"};
      if (command.equals("edit")) {
        Files.writeString(folder.resolve("none.json"), "{\"edits\" : []}");
        words =
            new Object[] {
              "edit", run, "--out", made, "--checkpoint", "best", "--edits", folder + "/none.json"
            };
      }
      assertTrue(done(words).contains(best.path().toString()));
    }
    assertEquals(
        done("generate", best.path(), "--prompt", "the", "--tokens", 5),
        done("generate", run, "--prompt", "the", "--tokens", 5, "--checkpoint", "best"));
  }

  @Test
  void wrongUseIsOneSentence() throws IOException {
    trainRun(1);
    refused(ExitCode.USAGE, "--held-out", "evaluate", run);
    refused(ExitCode.USAGE, "--held-out", "evaluate", run, "--held-out", "--text", text);
    refused(ExitCode.USAGE, "leave out", "evaluate", run, "--held-out", "--length", 9);
    refused(ExitCode.USAGE, "leave out", "evaluate", run, "--held-out", "--tokenizer", "bytes");
    Files.writeString(text, "another text ".repeat(600));
    refused(ExitCode.BAD_INPUT, "is not the one", "evaluate", run, "--held-out");
  }
}
