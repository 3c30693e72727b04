package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.corpus.PackedFiles;
import org.statescope.training.text.corpus.RandomTexts;

/// The command line in a process of its own, with a cache of its own.
class TextOptionsTest {
  private static final int VOCABULARY = 600;

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void nameTheRun() {
    run = folder.resolve("run");
  }

  private TrainerProcess.Ended execute(Object... arguments)
      throws IOException, InterruptedException {
    return start(List.of(), arguments).await();
  }

  private TrainerProcess start(List<String> flags, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.add("STATESCOPE_CACHE=" + folder.resolve("cache"));
    command.addAll(TrainerProcess.command(TrainerProcess.Bigram.class, arguments));
    command.addAll(3, flags);
    return TrainerProcess.start(command);
  }

  private Object[] train(Object... more) {
    Object[] start = {
      "train",
      "--preset",
      "mamba-tiny",
      "--batch",
      2,
      "--length",
      16,
      "--steps",
      6,
      "--evaluation-batches",
      1,
      "--run-dir",
      run
    };
    return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
  }

  private static Path tokenizer() throws URISyntaxException {
    String name = "/org/statescope/training/text/bpe-600.json";
    return Path.of(TextOptionsTest.class.getResource(name).toURI());
  }

  private static void assertOneSentence(TrainerProcess.Ended ended, String part) {
    assertEquals(ExitCode.BAD_INPUT, ended.exitCode(), ended.text());
    assertTrue(ended.lines().getLast().contains(part), ended.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shuffled", "contiguous"})
  void aRunKeepsItsTokenizerAndGoesOnBitForBitFromAnyCheckpoint(String batches) throws Exception {
    Path own = Files.copy(tokenizer(), folder.resolve("own.json"));
    List<String> documents = RandomTexts.documents(8, 60, 400);
    Path text =
        PackedFiles.writeLines(folder.resolve("a.jsonl.zst"), "body", List.copyOf(documents));
    TrainerProcess.Ended ended =
        execute(
            train(
                "--text",
                text,
                "--text-field",
                "body",
                "--tokenizer",
                own,
                "--batches",
                batches,
                "--checkpoint-every",
                2,
                "--keep-checkpoints",
                0));
    assertEquals(ExitCode.OK, ended.exitCode(), ended.text());
    RunFolder trained = RunFolder.open(run);
    assertEquals(VOCABULARY, trained.configuration().model().vocabularySize());
    assertEquals(BatchOrder.ofLabel(batches), trained.configuration().text().batches());
    String sha256 = TokenizerFile.read(own).sha256();
    assertEquals(sha256, trained.manifest().provenance().text().tokenizerSha256());
    Checkpoint last = trained.latestCheckpoint().orElseThrow();
    assertEquals(-1, Files.mismatch(own, last.path().resolve("tokenizer.json")));
    byte[] model = Files.readAllBytes(last.model());
    byte[] state = Files.readAllBytes(last.state());
    trained.removeCheckpoint(last);
    Files.delete(own);
    TrainerProcess.Ended resumed = execute("resume", run);
    assertEquals(ExitCode.OK, resumed.exitCode(), resumed.text());
    assertTrue(resumed.text().contains("Finished after 6 steps."), resumed.text());
    assertArrayEquals(model, Files.readAllBytes(last.model()));
    assertArrayEquals(state, Files.readAllBytes(last.state()));
  }

  @Test
  void whatCannotBeTokenisedLeavesItsReason() throws Exception {
    assertOneSentence(execute(train("--tokenizer", folder.resolve("no.json"))), "no.json");
    assertFalse(Files.exists(run));
    Path text = PackedFiles.write(folder.resolve("a.jsonl"), "{\"text\": \"a\"}\n{\"body\": 1}\n");
    assertOneSentence(execute(train("--text", text)), "Line 2 of " + text);
    RunStatus status = RunFolder.open(run).status();
    assertEquals(RunState.FAILED, status.state());
    assertTrue(status.reason().contains("Line 2 of " + text), status.reason());
  }

  @Test
  void aPlainRunLoadsNeitherParquetNorTokenizersNorZstandard() throws Exception {
    TrainerProcess.Ended ended =
        start(List.of("-Xlog:class+load:file=" + folder.resolve("classes.log")), train()).await();
    assertEquals(ExitCode.OK, ended.exitCode(), ended.text());
    List<String> classes = Files.readAllLines(folder.resolve("classes.log"));
    assertTrue(classes.stream().anyMatch(line -> line.contains("org.statescope.training.text.")));
    List<String> heavy =
        classes.stream()
            .filter(line -> line.matches(".* (ai\\.djl|dev\\.hardwood|com\\.github\\.luben)\\..*"))
            .toList();
    assertEquals(List.of(), heavy);
    assertFalse(Files.exists(folder.resolve("cache")));
  }

  @Test
  void theStatusTellsThatTheTextIsPreparedAndAStopEndsIt() throws Exception {
    Path text = folder.resolve("long.txt.zst");
    PackedFiles.write(text, "Call me Ishmael. Some years ago. ".repeat(3_000_000));
    TrainerProcess trainer = start(List.of(), train("--text", text, "--tokenizer", tokenizer()));
    RunFolder folder = awaitPreparation(trainer);
    RunStatus status = folder.status();
    assertTrue(status.isAlive());
    assertTrue(status.reason().startsWith("Reading the text long.txt"), status.reason());
    folder.send(Command.STOP);
    TrainerProcess.Ended ended = trainer.await();
    assertEquals(ExitCode.OK, ended.exitCode(), ended.text());
    assertTrue(ended.lines().getLast().contains("Stopped before the text was ready"), ended.text());
    assertEquals(RunState.STOPPED, folder.status().state());
  }

  private RunFolder awaitPreparation(TrainerProcess trainer) throws Exception {
    while (trainer.isAlive()) {
      if (RunFolder.isRunFolder(run)
          && RunFolder.open(run).status().state() == RunState.PREPARING_TEXT) {
        return RunFolder.open(run);
      }
      Thread.sleep(5);
    }
    throw new AssertionError("The trainer ended early: " + trainer.await().text());
  }
}
