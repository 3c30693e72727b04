package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.statescope.training.cli.CpuCommands.done;
import static org.statescope.training.cli.CpuCommands.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.design.DesignHistory;
import org.statescope.training.run.design.DesignStage;
import org.statescope.training.run.design.PoleEditsFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `edit` on a run that the same command line trained, and the other commands on what it writes.
class EditCommandTest {
  @TempDir private Path folder;
  private Path run;
  private Path text;
  private Path edited;

  private void refused(int exitCode, String part, Object... arguments) {
    CpuCommands.refused(exitCode, part, arguments);
    assertFalse(Files.exists(edited));
  }

  @BeforeEach
  void trainRun() throws IOException {
    text = folder.resolve("text.txt");
    Files.writeString(text, "the whale swam on, the sea was calm; grün ".repeat(60));
    run = folder.resolve("run");
    edited = folder.resolve("edited");
    train("mamba-tiny", run, text, "--steps", 6, "--length", 32, "--checkpoint-every", 3);
  }

  @Test
  void editsOfAFileAndOfOptionsAreMadeInOrderAndWrittenDown() throws IOException {
    Path file = folder.resolve("edits.json");
    MovePole move = new MovePole(0, 1, 2, Complex.real(-0.25));
    PoleEditsFile.write(file, PoleEdits.of(move));
    String out =
        done(
            "edit",
            run,
            "--edits",
            file,
            "--out",
            edited,
            "--prune",
            "0,all,3",
            "--clamp",
            "1,all,0.5",
            "--truncate",
            "1,9",
            "--prune",
            "0,2,4",
            "--step",
            3);
    DesignStage stage = DesignHistory.of(edited).stages().getFirst();
    assertEquals(
        PoleEdits.of(
            move,
            new PruneState(0, PoleEdit.ALL, 3),
            new ClampPoles(1, PoleEdit.ALL, 0.5),
            new TruncateLayer(1, 9),
            new PruneState(0, 2, 4)),
        stage.edits());
    Checkpoint source = RunFolder.open(run).checkpoints().getFirst();
    assertEquals(source.path().toString(), stage.source());
    assertEquals(3, stage.step().orElseThrow());
    assertTrue(out.contains("move 0,1,2 to -0.2500"), out);
    assertTrue(out.contains("Wrote " + edited), out);
    for (String name : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
      assertEquals(-1, Files.mismatch(source.path().resolve(name), edited.resolve(name)), name);
    }
  }

  @Test
  void theOtherCommandsReadAnEditedCheckpoint() throws IOException {
    done("edit", run, "--out", edited, "--prune", "0,all,0", "--prune", "1,all,0");
    assertTrue(done("generate", edited, "--prompt", "the", "--tokens", 5).startsWith("the"));
    assertTrue(done("inspect", edited).contains("Mamba"));
    Path traced = folder.resolve("trace.safetensors");
    done("trace", edited, "--text", text, "--tokens", 9, "--out", traced);
    assertTrue(Files.exists(traced));
    assertNotEquals(
        done("evaluate", run, "--text", text), done("evaluate", edited, "--text", text));
    done("edit", edited, "--out", folder.resolve("again"), "--truncate", "0,4");
    assertEquals(2, DesignHistory.of(folder.resolve("again")).stages().size());
  }

  @Test
  void anEmptyListChangesNothing() throws IOException {
    Path file = folder.resolve("edits.json");
    PoleEditsFile.write(file, PoleEdits.NONE);
    done("edit", run, "--edits", file, "--out", edited);
    assertEquals(done("evaluate", run, "--text", text), done("evaluate", edited, "--text", text));
  }

  @Test
  void evaluationTellsProgramsItsProgressAndItsResult() {
    List<JsonNode> lines =
        done("evaluate", run, "--text", text, "--length", 64, "--json")
            .lines()
            .map(JsonMapper.shared()::readTree)
            .toList();
    JsonNode result = lines.getLast();
    long tokens = result.get("tokens").longValue();
    assertTrue(lines.size() > 1, lines::toString);
    long before = 0;
    for (JsonNode progress : lines.subList(0, lines.size() - 1)) {
      assertTrue(progress.get("done").longValue() > before, lines::toString);
      assertEquals(tokens, progress.get("tokens").longValue());
      before = progress.get("done").longValue();
    }
    assertEquals(tokens, before);
    String table = done("evaluate", run, "--text", text, "--length", 64);
    assertTrue(
        table.contains(
            String.format(java.util.Locale.ROOT, "%.5f", result.get("perplexity").doubleValue())),
        table + result);
  }

  @Test
  void wrongUseIsOneSentenceAndWritesNothing() throws IOException {
    Path file = folder.resolve("edits.json");
    refused(ExitCode.BAD_INPUT, "There is no file", "edit", run, "--out", edited, "--edits", file);
    Files.writeString(file, "{\"edits\" : [{\"edit\":\"prune\",\"layer\":0}]}");
    refused(
        ExitCode.BAD_INPUT,
        "edit 1: it has no system",
        "edit",
        run,
        "--out",
        edited,
        "--edits",
        file);
    refused(ExitCode.USAGE, "nothing to edit", "edit", run, "--out", edited);
    refused(ExitCode.USAGE, "no layer 7", "edit", run, "--out", edited, "--truncate", "7,2");
    refused(ExitCode.USAGE, "no state 99", "edit", run, "--out", edited, "--prune", "0,all,99");
    refused(ExitCode.USAGE, "no system 999", "edit", run, "--out", edited, "--prune", "0,999,0");
    refused(ExitCode.USAGE, "is real", "edit", run, "--out", edited, "--move", "0,0,0,-1,2");
    refused(
        ExitCode.USAGE, "layer,system,state,re,im", "edit", run, "--out", edited, "--move", "0,0");
    refused(
        ExitCode.USAGE, "'x' where a number", "edit", run, "--out", edited, "--clamp", "0,all,x");
    refused(
        ExitCode.USAGE, "whole number from 0", "edit", run, "--out", edited, "--prune", "-1,all,0");
    refused(ExitCode.USAGE, "keeps it out", "edit", run, "--out", edited, "--move", "0,0,0,0.5,0");
    refused(
        ExitCode.BAD_INPUT,
        "There is something in",
        "edit",
        run,
        "--out",
        run,
        "--prune",
        "0,all,0");
    refused(
        ExitCode.BAD_INPUT,
        "no checkpoint of step 4",
        "edit",
        run,
        "--out",
        edited,
        "--step",
        4,
        "--prune",
        "0,all,0");
  }
}
