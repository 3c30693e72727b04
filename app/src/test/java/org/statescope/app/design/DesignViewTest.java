package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.Checkpoints;
import org.statescope.app.fx.Fx;
import org.statescope.app.fx.Page;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.design.PoleEditsFile;

/// What a user does on the page of design. The command line is a small program of the test.
final class DesignViewTest {
  private static final int SECONDS = 20;

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final List<Path> opened = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  @TempDir private Path root;
  private BackgroundTasks tasks;
  private DesignModel model;
  private DesignView view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void openPage() throws Exception {
    program("exit 0");
    Path mamba = Checkpoints.mamba(root.resolve("tiny-mamba"));
    Path s4d = Checkpoints.s4d(root.resolve("s4d.safetensors"), 4);
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> {});
          model =
              DesignModel.of(
                  tasks, Optional.of(new TrainerCommand(root)), background, Platform::runLater);
          theme = new ChartTheme();
          view =
              new DesignView(model, theme, (title, table) -> {}, opened::add, told::add, told::add);
          model.runs().add(new ShownRun(s4d, "s4d", 0));
          model.runs().add(new ShownRun(mamba, "tiny-mamba", 1));
        });
    stage = Screenshots.show(view, 1180, 760, false);
    Fx.waitUntil(
        "the system is shown", SECONDS, () -> model.comparisonProperty().get().isPresent());
  }

  /// The command line that the page calls.
  private void program(String script) throws IOException {
    Page.program(root, script);
  }

  @AfterEach
  void close() {
    Page.close(stage, background, view, model, tasks);
  }

  private void choose(int run) {
    Fx.run(() -> model.runProperty().set(Optional.of(model.runs().get(run))));
    Fx.waitUntil(
        "the other model is shown",
        SECONDS,
        () ->
            model
                    .subjectProperty()
                    .get()
                    .map(DesignSubject::source)
                    .equals(model.runProperty().get())
                && model.comparisonProperty().get().isPresent());
  }

  private <T extends Node> T find(String id, Class<T> type) {
    return Page.find(view, id, type);
  }

  private void press(String id) {
    Page.press(view, id);
  }

  private String words() {
    return Page.words(view);
  }

  private Comparison shown() {
    return Fx.on(() -> model.comparisonProperty().get().orElseThrow());
  }

  private PoleEdits edits() {
    return Fx.on(() -> model.editor().editsProperty().get());
  }

  private void waitForEdits(int count) {
    Fx.waitUntil(
        count + " edits are shown",
        SECONDS,
        () ->
            model.editor().editsProperty().get().size() == count
                && model.promisesProperty().get().size() == count
                && model.promisesProperty().get().stream().allMatch(p -> p.known().isPresent()));
    settle();
  }

  private static void settle() {
    try {
      for (int i = 0; i < 8; i++) {
        Thread.sleep(50);
        Fx.run(() -> {});
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void dragBy(int state, double pixelsRight, double pixelsUp) {
    Fx.run(
        () -> {
          PoleMapPlot map = view.maps().sPlane();
          Complex pole = model.comparisonProperty().get().orElseThrow().poles().get(state);
          double x = map.pixelOfX(pole.real());
          double y = map.pixelOfY(pole.imaginary());
          Pointer.drag(map, x, y, x + pixelsRight, y - pixelsUp, MouseButton.PRIMARY, false);
        });
  }

  private void type(Node node, KeyCode code, boolean shift) {
    Fx.run(
        () ->
            Event.fireEvent(
                node,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false)));
  }

  @Test
  void aDraggedPoleTakesItsConjugateAlongAndTheResponsesFollow() {
    Comparison before = shown();
    assertEquals(2, before.poles().size());
    settle();
    dragBy(0, -40, 25);
    waitForEdits(1);
    Fx.waitUntil("the system follows", SECONDS, () -> shown().isEdited());
    Comparison after = shown();
    assertEquals(after.poles().get(0).conjugate(), after.poles().get(1));
    assertTrue(after.poles().get(0).real() < before.poles().get(0).real());
    assertNotEquals(before.before().step()[60], after.after().step()[60], 1e-9);
    assertEquals(before.before().step()[0], after.before().step()[0]);
    assertTrue(words().contains("at most"), words());
    Screenshots.save(stage, "design-light");
    Screenshots.darken(theme);
    settle();
    Screenshots.save(stage, "design-dark");
  }

  @ParameterizedTest
  @CsvSource({"0, -40, 25", "1, -40, -25", "0, -20, -400", "1, -20, 400"})
  void thePoleThatIsHeldFollowsThePointerAndTheOtherItsReflection(
      int state, double right, double up) {
    settle();
    Complex from = shown().poles().get(state);
    // The map may show another part of the plane once the pole is let go.
    Complex pointer =
        Fx.on(
            () -> {
              PoleMapPlot map = view.maps().sPlane();
              double x = map.pixelOfX(from.real());
              double y = map.pixelOfY(from.imaginary());
              double axis = map.pixelOfY(0);
              // Far over the axis the pointer ends where the other half of the pair was.
              double goal = Math.abs(up) < 100 ? y - up : 2 * axis - y;
              Pointer.drag(map, x, y, x + right, goal, MouseButton.PRIMARY, false);
              double unitX = map.pixelOfX(1) - map.pixelOfX(0);
              double unitY = map.pixelOfY(1) - axis;
              return new Complex(from.real() + right / unitX, (goal - axis) / unitY);
            });
    waitForEdits(1);
    Complex held = shown().poles().get(state);
    assertEquals(0, held.distanceTo(pointer), 0.02 * pointer.modulus(), held + " " + pointer);
    assertEquals(held.conjugate(), shown().poles().get(1 - state));
    assertEquals(OptionalInt.of(state), Fx.on(() -> model.editor().selectedProperty().get()));
  }

  @Test
  void whilePolesAreComputedADragWaitsAndItsLastPlaceIsShown() throws Exception {
    settle();
    CountDownLatch busy = new CountDownLatch(1);
    for (int thread = 0; thread < 2; thread++) {
      background.execute(
          () -> {
            try {
              busy.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    AtomicInteger shownTimes = new AtomicInteger();
    Complex last = new Complex(-2, 7);
    Fx.run(
        () -> {
          model.comparisonProperty().addListener((any, old, now) -> shownTimes.incrementAndGet());
          assertTrue(model.editor().take(0));
          for (int i = 0; i < 200; i++) {
            model.editor().drag(new Complex(-1 - i / 200.0, 3));
          }
          model.editor().drag(last);
        });
    assertEquals(0, shownTimes.get());
    busy.countDown();
    Fx.waitUntil(
        "the last place is shown",
        SECONDS,
        () -> model.comparisonProperty().get().orElseThrow().poles().get(0).equals(last));
    assertTrue(shownTimes.get() <= 2, "computed " + shownTimes);
    Fx.run(model.editor()::drop);
    waitForEdits(1);
    assertEquals(last, shown().poles().get(0));
  }

  @Test
  void aPoleDraggedToTheAxisSnapsToIt() {
    settle();
    Fx.run(
        () -> {
          PoleMapPlot map = view.maps().sPlane();
          Complex pole = model.comparisonProperty().get().orElseThrow().poles().get(0);
          double x = map.pixelOfX(pole.real());
          Pointer.drag(
              map,
              x,
              map.pixelOfY(pole.imaginary()),
              x - 60,
              map.pixelOfY(0) + 4,
              MouseButton.PRIMARY,
              false);
        });
    waitForEdits(1);
    assertTrue(shown().poles().get(0).isReal(), shown().poles().toString());
  }

  @Test
  void aPoleIsSelectedMovedAndPrunedByKeysAndAllIsUndone() {
    choose(1);
    settle();
    PoleMapPlot map = view.maps().sPlane();
    type(map, KeyCode.TAB, false);
    assertEquals(OptionalInt.of(0), Fx.on(() -> model.editor().selectedProperty().get()));
    double from = shown().poles().get(0).real();
    type(map, KeyCode.RIGHT, true);
    type(map, KeyCode.RIGHT, true);
    waitForEdits(1);
    assertTrue(shown().poles().get(0).real() > from);
    type(map, KeyCode.DELETE, false);
    waitForEdits(2);
    press("design-undo");
    waitForEdits(1);
    press("design-undo");
    Fx.waitUntil("all is as it was", SECONDS, () -> !shown().isEdited());
    assertEquals(from, shown().poles().get(0).real());
    press("design-redo");
    waitForEdits(1);
    assertTrue(shown().poles().get(0).real() > from);
  }

  @Test
  void numbersAreTypedAndAMistakeIsTold() {
    settle();
    Fx.run(() -> model.editor().selectedProperty().set(OptionalInt.of(0)));
    Fx.run(() -> find("design-real", TextField.class).setText("fast"));
    press("design-move");
    assertTrue(words().contains("Type two numbers"), words());
    Fx.run(() -> find("design-real", TextField.class).setText("−1.25"));
    Fx.run(() -> find("design-imaginary", TextField.class).setText("3"));
    press("design-move");
    waitForEdits(1);
    assertEquals(new Complex(-1.25, 3), shown().poles().get(0));
  }

  @Test
  void aLayerIsClampedTruncatedAndResetAndEachEditCanBeTakenOut() {
    choose(1);
    Fx.run(() -> find("design-limit-value", TextField.class).setText("0.5"));
    press("design-clamp");
    waitForEdits(1);
    assertTrue(words().contains("Clamp layer 0"), words());
    Fx.run(() -> ((Spinner<?>) view.lookup("#design-order")).decrement(1));
    press("design-truncate");
    waitForEdits(2);
    Screenshots.save(stage, "design-edits");
    press("design-remove-0");
    waitForEdits(1);
    assertTrue(words().contains("1. Truncate layer 0"), words());
    press("design-reset");
    Fx.waitUntil("no edit is left", SECONDS, () -> edits().isEmpty());
  }

  @Test
  void whatCannotBeEditedIsToldInASentenceAndTakenBack() {
    choose(1);
    Fx.run(() -> model.editor().selectedProperty().set(OptionalInt.of(0)));
    Fx.run(() -> find("design-imaginary", TextField.class).setText("2"));
    press("design-move");
    Fx.waitUntil("the refusal is told", SECONDS, () -> model.refusalProperty().get().isPresent());
    assertTrue(edits().isEmpty());
    Label refusal = find("design-refusal", Label.class);
    assertTrue(Fx.on(refusal::isVisible));
    assertFalse(Fx.on(refusal::getText).isBlank());
  }

  @Test
  void editsOutliveTheChoiceOfAnotherModelAndAnAbsence() {
    settle();
    dragBy(0, -30, 0);
    waitForEdits(1);
    PoleEdits made = edits();
    choose(1);
    assertTrue(edits().isEmpty());
    choose(0);
    assertEquals(made, edits());
  }

  @Test
  void editsOutliveTheDesktop() {
    settle();
    dragBy(0, -30, 0);
    waitForEdits(1);
    Map<String, String> kept = Fx.on(() -> model.remembered());
    assertEquals(1, kept.size());
    PoleEdits made = edits();
    Fx.run(
        () -> {
          DesignModel next =
              DesignModel.of(tasks, Optional.empty(), background, Platform::runLater);
          next.remember(kept);
          assertEquals(kept, next.remembered());
          view.close();
          view =
              new DesignView(next, theme, (title, table) -> {}, opened::add, told::add, told::add);
          next.runs().setAll(model.runs());
          model.close();
          model = next;
          stage.getScene().setRoot(view);
        });
    Fx.waitUntil("the edits are back", SECONDS, () -> made.equals(edits()));
  }

  @Test
  void perplexityIsMeasuredOnceTheEditsRestAndTheWorkerGetsTheEdits() throws IOException {
    Path seen = root.resolve("seen.json");
    program(
        """
        if [ "$1" = edit ]; then
          while [ $# -gt 1 ]; do
            if [ "$1" = --edits ]; then cp "$2" %s; fi
            if [ "$1" = --out ]; then mkdir "$2"; fi
            shift
          done
        else
          case "$2" in *edited) p=5.5;; *) p=5.0;; esac
          echo '{"done":10,"tokens":20}'
          echo '{"tokens":20,"perplexity":'$p'}'
        fi
        """
            .formatted(seen));
    Fx.run(() -> model.effect().textProperty().set("a text"));
    settle();
    dragBy(0, -30, 0);
    Fx.waitUntil(
        "it is measured",
        SECONDS,
        () -> model.effect().stateProperty().get() instanceof EffectState.Measured);
    assertEquals(
        new EffectState.Measured(5, 5.5, false), Fx.on(() -> model.effect().stateProperty().get()));
    assertEquals(edits(), PoleEditsFile.read(seen));
    assertTrue(words().contains("+10.0"), words());
    assertTrue(words().contains("on the whole text"), words());
    Fx.run(model::undo);
    assertTrue(
        Fx.on(() -> model.effect().stateProperty().get() instanceof EffectState.Nothing),
        "what was measured belongs to other edits");
  }

  @Test
  void aFailureOfTheWorkerIsTold() throws IOException {
    program("echo There is no text of that name: choose another.; exit 3");
    Fx.run(() -> model.effect().textProperty().set("absent.txt"));
    press("design-measure");
    Fx.waitUntil(
        "the failure is told",
        SECONDS,
        () -> model.effect().stateProperty().get() instanceof EffectState.Failed);
    assertTrue(words().contains("choose another"), words());
  }

  @Test
  void aMeasurementShowsProgressAndCanBeCancelled() throws IOException {
    program(
        "echo '{\"done\":3,\"tokens\":40}'; echo $$ > " + root.resolve("pid") + "; exec sleep 600");
    Fx.run(() -> model.effect().textProperty().set("a text"));
    press("design-measure");
    Fx.waitUntil(
        "the progress is told",
        SECONDS,
        () -> tasks.running().stream().anyMatch(t -> t.getMessage().contains("token 3 of 40")));
    press("design-cancel");
    long worker = Long.parseLong(Files.readString(root.resolve("pid")).strip());
    Fx.waitUntil(
        "the worker has ended",
        SECONDS,
        () -> ProcessHandle.of(worker).map(process -> !process.isAlive()).orElse(true));
    assertTrue(words().contains("not measured yet"), words());
  }

  @Test
  void aSavedModelIsOpenedAndNoFolderIsOverwritten() throws IOException {
    program("while [ $# -gt 1 ]; do if [ \"$1\" = --out ]; then mkdir \"$2\"; fi; shift; done");
    settle();
    dragBy(0, -30, 0);
    waitForEdits(1);
    Path target = root.resolve("edited-model");
    Fx.run(() -> view.save(target));
    Fx.waitUntil("it is opened", SECONDS, () -> opened.contains(target));
    Fx.run(() -> view.save(target));
    Fx.waitUntil(
        "the refusal is told",
        SECONDS,
        () -> told.stream().anyMatch(words -> words.contains("is there already")));
    assertEquals(1, opened.size());
  }

  @Test
  void aCheckpointOfNoKnownFamilyIsToldInASentence() throws IOException {
    Path none = root.resolve("none.safetensors");
    Files.writeString(none, "this is none");
    Fx.run(
        () -> {
          model.runs().add(new ShownRun(none, "none", 2));
          model.runProperty().set(Optional.of(model.runs().getLast()));
        });
    Fx.waitUntil("the problem is told", SECONDS, () -> model.problemProperty().get().isPresent());
    assertTrue(words().contains("cannot be designed"), words());
  }
}
