package org.statescope.app.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.event.Tags;

class RunListTest {
  @TempDir Path root;
  private Workspace workspace;

  @BeforeEach
  void open() {
    Fx.start();
    workspace =
        Fx.on(
            () ->
                new Workspace(
                    root, new RunColours(), List.of(), javafx.application.Platform::runLater));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void theSearchFindsEveryWordInNameStructureTextAndState() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "baseline", RunState.FINISHED, 10);
    SampleRuns.write(root, "sc-mamba-tiny", "companion", RunState.FAILED, 10);
    RunListModel model = found(2);
    assertEquals(List.of("companion", "baseline"), shown(model, ""));
    assertEquals(List.of("companion"), shown(model, "SC-mamba moby"));
    assertEquals(List.of("baseline"), shown(model, "finished"));
    assertEquals(List.of(), shown(model, "baseline failed"));
  }

  @Test
  void aRunSaysInWordsWhereItIs() throws IOException {
    RunFolder folder = SampleRuns.write(root, "mamba-tiny", "run", RunState.RUNNING, 1250);
    found(1);
    RunEntry run = Fx.on(() -> workspace.runs().getFirst());
    assertEquals("Training", RunWords.state(run.reading()));
    assertEquals(
        "1,250 / 2,000  ·  ppl 5.23\n3.1k tok/s  ·  10 min left",
        RunWords.numbers(run.readable().orElseThrow()));
    folder.send(Command.STOP);
    Fx.waitUntil(
        "the wish is shown", 10, () -> RunWords.state(run.reading()).startsWith("Stopping"));
  }

  @Test
  void aFailedRunSaysWhy() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "run", RunState.FAILED, 10);
    found(1);
    RunEntry run = Fx.on(() -> workspace.runs().getFirst());
    assertTrue(RunWords.detail(run.reading()).startsWith("The disk is full"));
  }

  @Test
  void timeLeftIsRoundedToItsUnit() {
    assertEquals("", RunWords.timeLeft(OptionalDouble.empty()));
    assertEquals("42 s left", RunWords.timeLeft(OptionalDouble.of(42.3)));
    assertEquals("4 min left", RunWords.timeLeft(OptionalDouble.of(245)));
    assertEquals("2.5 h left", RunWords.timeLeft(OptionalDouble.of(9000)));
  }

  @Test
  void theSparklineShowsTheWholeCurve() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "run", RunState.FINISHED, 1000);
    found(1);
    RunEntry run = Fx.on(() -> workspace.runs().getFirst());
    double[] summary =
        run.readable().orElseThrow().curve(Tags.TRAIN_LOSS).summary(Sparkline.POINTS);
    assertEquals(Sparkline.POINTS, summary.length);
    assertTrue(summary[0] > summary[Sparkline.POINTS - 1]);
    assertArrayEquals(new double[0], run.readable().orElseThrow().curve("no such tag").summary(10));
  }

  private RunListModel found(int count) {
    Fx.run(workspace::start);
    Fx.waitUntil("the runs are found", 20, () -> workspace.runs().size() == count);
    return Fx.on(() -> new RunListModel(workspace));
  }

  private static List<String> shown(RunListModel model, String search) {
    return Fx.on(
        () -> {
          model.searchProperty().set(search);
          return model.shown().stream().map(RunEntry::label).toList();
        });
  }
}
