package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.ejml.data.DMatrixRMaj;
import org.jfree.data.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleContours;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.PoleWindow;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;

/// A user turns the level lines of the selected system on and looks closer.
final class PseudospectrumViewTest {
  private static final PoleWindow WINDOW = new PoleWindow(new Range(-6, 2), new Range(-3, 3));

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private PolesModel model;
  private PolesView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder run;

  @BeforeEach
  void oneRunOfACompanionForm(@TempDir Path root) throws Exception {
    run = SampleRuns.create(root, "sc-mamba-tiny", 1, 2);
    SampleRuns.writeDynamics(run, 2, 0, 400, 1200);
    Fx.run(
        () -> {
          StepCursor cursor = new StepCursor();
          cursor.newest(1200);
          model = new PolesModel(cursor, background, Platform::runLater);
          model.runs().add(new ShownRun(run.path(), "sc-mamba", 1));
          theme = new ChartTheme();
          view = new PolesView(model, theme);
        });
    stage = Screenshots.show(view, 1100, 620, false);
    Fx.waitUntil(
        "the poles are drawn",
        20,
        () -> view.pairs().size() == 1 && map().isDrawn() && map().scene().now().size() > 0);
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          view.close();
          model.close();
          stage.close();
        });
    background.shutdown();
  }

  @Test
  void linesAreShownOnlyForASelectedSystemAndFollowTheZoom() throws Exception {
    CheckBox toggle = (CheckBox) Fx.on(() -> view.lookup("#poles-pseudospectrum"));
    Fx.run(toggle::fire);
    assertEquals(PoleContours.NONE, Fx.on(() -> map().contours()));
    Fx.run(() -> model.selectedProperty().set(Optional.of(new SelectedPole(run.path(), 3))));
    Fx.waitUntil(
        "lines are drawn",
        30,
        () -> !map().contours().levels().isEmpty() && !words().contains("Computing"));
    PoleContours whole = Fx.on(() -> map().contours());
    assertTrue(words().contains(whole.levels().getFirst().words()), words());
    Thread.sleep(300);
    Screenshots.save(stage, "pseudospectrum-light");
    Screenshots.darken(theme);
    Thread.sleep(300);
    Screenshots.save(stage, "pseudospectrum-dark");
    Fx.run(() -> view.pairs().getFirst().zoomToPoles());
    Fx.waitUntil(
        "the lines are those of the zoomed map",
        30,
        () -> !map().contours().equals(whole) && !words().contains("Computing"));
    Thread.sleep(300);
    Screenshots.save(stage, "pseudospectrum-zoomed-dark");
    Fx.run(toggle::fire);
    Fx.waitUntil("the lines are gone", 10, () -> map().contours().levels().isEmpty());
  }

  @Test
  void theLinesOfANormalMatrixAreCirclesAroundItsPoles() {
    double[] poles = {-1, -3};
    PseudospectrumPicture picture =
        PseudospectrumPicture.of(
            system(new DMatrixRMaj(new double[][] {{-1, 0}, {0, -3}}), TimeDomain.continuous()),
            WINDOW,
            () -> false);
    assertEquals(Plane.S, picture.plane());
    assertEquals(List.of(0, -1), picture.decades());
    for (int level = 0; level < 2; level++) {
      double radius = Math.pow(10, picture.decades().get(level));
      double[] ends = picture.contours().levels().get(level).segments();
      for (int i = 0; i < ends.length; i += 2) {
        double distance = Double.POSITIVE_INFINITY;
        for (double pole : poles) {
          distance = Math.min(distance, Math.hypot(ends[i] - pole, ends[i + 1]));
        }
        assertEquals(radius, distance, 0.03, "within the width of a cell");
      }
    }
    assertEquals("10⁻¹²", PseudospectrumPicture.words(-12));
    assertTrue(picture.words().contains("10⁰, 10⁻¹"), picture.words());
  }

  @Test
  void aDiscreteSystemBelongsToTheOtherPlaneAndCancellingEndsIt() {
    StateSpace discrete =
        system(new DMatrixRMaj(new double[][] {{0.5, 90}, {0, 0.2}}), TimeDomain.discrete(1));
    PseudospectrumPicture picture = PseudospectrumPicture.of(discrete, WINDOW, () -> false);
    assertEquals(Plane.Z, picture.plane());
    assertTrue(picture.decades().contains(-2), "far from normal: " + picture.decades());
    assertThrows(
        CancellationException.class, () -> PseudospectrumPicture.of(discrete, WINDOW, () -> true));
  }

  private static StateSpace system(DMatrixRMaj a, TimeDomain time) {
    return StateSpace.strictlyProper(a, new DMatrixRMaj(2, 1), new DMatrixRMaj(1, 2), time);
  }

  private PoleMapPlot map() {
    return view.pairs().getFirst().sPlane();
  }

  private String words() {
    return Fx.on(() -> ((Label) view.lookup("#poles-pseudospectrum-words")).getText());
  }
}
