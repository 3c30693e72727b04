package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.event.Event;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;

final class PolesViewTest {
  private TwoRunsOnScreen screen;
  private StepCursor cursor;
  private PolesModel model;
  private PolesView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder mamba;
  private RunFolder companion;

  @BeforeEach
  void twoRuns(@TempDir Path root) throws Exception {
    screen = new TwoRunsOnScreen(root, 1100, 760, (title, table) -> {});
    mamba = screen.mamba;
    companion = screen.companion;
    cursor = screen.cursor;
    model = screen.model;
    view = screen.view;
    theme = screen.theme;
    stage = screen.stage;
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void aClickOnAPoleReadsItOutWithItsHautusDistances() {
    PoleMapPlot map = view.pairs().get(1).sPlane();
    int pole = 5;
    Fx.run(
        () ->
            Pointer.click(
                map,
                map.pixelOfX(map.scene().now().real()[pole]),
                map.pixelOfY(map.scene().now().imaginary()[pole])));
    assertEquals(
        Optional.of(new SelectedPole(companion.path(), pole)),
        Fx.on(() -> model.selectedProperty().get()));
    Fx.waitUntil(
        "the Hautus test is there",
        10,
        () -> model.reachProperty().get().filter(PoleReach.Known.class::isInstance).isPresent());
    PoleReadout readout = Fx.on(() -> model.readoutProperty().get().orElseThrow());
    assertEquals("sc-mamba", readout.run().label());
    assertEquals(1200, readout.step());
    assertEquals(map.scene().now().real()[pole], readout.s().pole().real());
    assertTrue(readout.moved().orElseThrow() > 0);
    assertTrue(readout.memoryInTokens() > 1);
  }

  @Test
  void aDiagonalPoleIsReadOutByLayerChannelAndState() {
    Fx.run(
        () ->
            model
                .selectedProperty()
                .set(Optional.of(new SelectedPole(mamba.path(), 4096 + 17 * 16 + 4))));
    PoleReadout readout = Fx.on(() -> model.readoutProperty().get().orElseThrow());
    assertEquals(1, readout.layer());
    assertEquals(17, readout.channel());
    assertEquals(4, readout.state());
    assertEquals(1, readout.sharedBy());
    assertEquals(
        1 / (-readout.s().pole().real() * readout.stepSizes()[2]),
        readout.memoryInTokens(),
        1e-6 * readout.memoryInTokens());
  }

  @Test
  void theScrubberAndTheArrowKeysMoveThePolesOfAllRuns() {
    Slider slider = (Slider) Fx.on(() -> view.lookup(".slider"));
    double before = Fx.on(() -> view.pairs().get(1).sPlane().scene().now().real()[0]);
    Fx.run(() -> slider.setValue(0));
    Fx.waitUntil(
        "the poles of step 0 are shown",
        10,
        () -> view.pairs().get(1).sPlane().scene().now().real()[0] != before);
    assertEquals(0, Fx.on(() -> cursor.step()));
    assertTrue(Fx.on(() -> view.pairs().get(0).sPlane().scene().past().isEmpty()));
    Fx.run(
        () ->
            Event.fireEvent(
                view.pairs().get(0).sPlane(),
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false)));
    assertEquals(100, Fx.on(() -> cursor.step()));
    Fx.waitUntil(
        "the trail has one frame",
        10,
        () -> view.pairs().get(0).sPlane().scene().past().size() == 1);
  }

  @Test
  void aStepChosenOnTheLossCurveShowsTheSnapshotBeforeIt() {
    Fx.run(() -> cursor.moveTo(777));
    Slider slider = (Slider) Fx.on(() -> view.lookup(".slider"));
    assertEquals(4, Fx.on(slider::getValue));
    assertEquals(777, Fx.on(() -> cursor.step()), "the scrubber does not pull the step to itself");
    Fx.waitUntil(
        "four earlier frames are the trail",
        10,
        () -> view.pairs().get(1).sPlane().scene().past().size() == 4);
  }

  @Test
  void trailsCanBeTurnedOffAndALayerChosenAlone() {
    Fx.run(() -> model.trailsProperty().set(false));
    Fx.waitUntil("no trails", 10, () -> view.pairs().get(0).zPlane().scene().past().isEmpty());
    Fx.run(() -> model.filterProperty().set(PoleFilter.ALL.withLayer(OptionalInt.of(2))));
    Fx.waitUntil(
        "a quarter of the poles is left",
        10,
        () ->
            view.pairs().get(0).sPlane().scene().now().size() == 4096
                && view.pairs().get(1).sPlane().scene().now().size() == 16);
  }

  @Test
  void theRangeOfStepsIsAPathThroughTheMedianPole() {
    Fx.run(() -> model.stepRangeProperty().set(true));
    Fx.waitUntil(
        "every companion pole has its range",
        10,
        () -> view.pairs().get(1).zPlane().scene().paths().size() == 64);
    assertTrue(Fx.on(() -> view.pairs().get(0).zPlane().scene().paths().isEmpty()));
    Fx.run(() -> model.selectedProperty().set(Optional.of(new SelectedPole(mamba.path(), 40))));
    Fx.waitUntil(
        "of the many poles only the selected one has",
        10,
        () -> view.pairs().get(0).zPlane().scene().paths().size() == 1);
  }

  @Test
  void whileNothingChangesNothingIsReadAgain() throws Exception {
    Fx.waitUntil("the newest step is shown", 10, () -> frame().step() == 1200);
    PoleFrame before = Fx.on(this::frame);
    Thread.sleep(1500);
    assertSame(before, Fx.on(this::frame));
  }

  private PoleFrame frame() {
    return model.mapsProperty().get().get(1).frames().getFirst().now().orElseThrow();
  }

  @Test
  void overlaidRunsShareOnePairAndKeepTheirIdentity() {
    Fx.run(() -> model.overlaidProperty().set(true));
    Fx.waitUntil("one pair is left", 10, () -> view.pairs().size() == 1);
    PoleMapData data = Fx.on(() -> model.mapsProperty().get().getFirst());
    assertEquals(new SelectedPole(companion.path(), 3), data.selected(16_384 + 3));
    assertEquals(OptionalInt.of(16_384 + 3), data.indexOf(new SelectedPole(companion.path(), 3)));
  }

  @Test
  void aNewSnapshotIsShownWhileFollowing() throws Exception {
    SampleRuns.writeDynamics(companion, 2, 1400);
    Fx.run(() -> cursor.newest(1400));
    Fx.waitUntil("it is in the scrubber", 10, () -> model.stepsProperty().get().contains(1400L));
    Fx.waitUntil(
        "its poles are shown",
        10,
        () ->
            model.mapsProperty().get().get(1).frames().getFirst().now().orElseThrow().step()
                == 1400);
  }

  @Test
  void picturesInBothThemes() throws Exception {
    Fx.run(
        () -> {
          model.stepRangeProperty().set(true);
          model.selectedProperty().set(Optional.of(new SelectedPole(companion.path(), 3)));
        });
    Fx.waitUntil("the Hautus test is there", 10, () -> model.reachProperty().get().isPresent());
    Thread.sleep(500);
    Screenshots.save(stage, "poles-light");
    Screenshots.darken(theme);
    Thread.sleep(300);
    Screenshots.save(stage, "poles-dark");
    Fx.run(() -> view.pairs().forEach(MapPair::zoomToPoles));
    Thread.sleep(300);
    Screenshots.save(stage, "poles-zoomed-dark");
    Fx.run(
        () -> {
          view.pairs().forEach(MapPair::showAll);
          model.overlaidProperty().set(true);
          model.colourByProperty().set(ColourBy.RUN);
        });
    Fx.waitUntil("one pair is left", 10, () -> view.pairs().size() == 1);
    Thread.sleep(300);
    Screenshots.save(stage, "poles-overlaid-dark");
  }
}
