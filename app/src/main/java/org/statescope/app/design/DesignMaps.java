package org.statescope.app.design;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleDragging;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The poles of the system on both planes, to be dragged with the mouse and moved with the keys;
/// faintly where they were before the edits.
final class DesignMaps extends HBox implements AutoCloseable {
  /// A pole this near to the real axis, in pixels, snaps to it.
  private static final double SNAP = 6;

  /// The part of the visible plane that an arrow key moves a pole by; ten times that with shift.
  private static final double PER_KEY = 0.005;

  private static final double FASTER = 10;
  private static final double TITLE = 30;

  private final DesignModel model;
  private final PoleMapPlot s;
  private final PoleMapPlot z;
  private final Subscription changes;
  private DesignScene scene = DesignScene.EMPTY;

  DesignMaps(DesignModel model, ChartTheme theme) {
    this.model = model;
    s = map(Plane.S, theme, "design.s");
    z = map(Plane.Z, theme, "design.z");
    setMinSize(0, 0);
    getChildren().addAll(titled(s, Section.gap(), zoom(), all()), titled(z));
    changes =
        Subscription.combine(
            model.comparisonProperty().subscribe(this::show),
            model.editor().selectedProperty().subscribe(any -> showSelection()),
            model.subjectProperty().subscribe(any -> refit()));
  }

  PoleMapPlot sPlane() {
    return s;
  }

  PoleMapPlot zPlane() {
    return z;
  }

  @Override
  public void close() {
    changes.unsubscribe();
    s.close();
    z.close();
  }

  /// Another system may lie elsewhere.
  void refit() {
    s.refit();
    z.refit();
  }

  private PoleMapPlot map(Plane plane, ChartTheme theme, String key) {
    PoleMapPlot map = new PoleMapPlot(plane, theme);
    map.setId(key.replace('.', '-'));
    String poles = plane == Plane.S ? "poles.s" : "poles.z";
    map.setLabels(Texts.text(poles + ".real"), Texts.text(poles + ".imaginary"));
    map.setAccessibleText(Texts.text(key));
    map.setAccessibleHelp(Texts.text("design.maps.help"));
    map.setMinSize(120, 120);
    map.setDescription(this::describe);
    map.setOnSelect(
        place ->
            model
                .editor()
                .selectedProperty()
                .set(place.isPresent() ? scene.stateAt(place.getAsInt()) : place));
    map.setWords(
        () -> List.of(Figure.Entry.ofRun(model.title(), model.colour())),
        () -> new PoleTable(scene, model.sampling()));
    map.setDragging(new Dragging(map, plane));
    map.addEventFilter(KeyEvent.KEY_PRESSED, event -> key(event, map, plane));
    return map;
  }

  private Button zoom() {
    Button button =
        Icons.button(
            BootstrapIcons.ZOOM_IN,
            Texts.text("design.zoom"),
            () -> {
              s.zoomToPoles();
              z.zoomToPoles();
            });
    button.setId("design-zoom");
    return button;
  }

  private Button all() {
    Button button =
        Icons.button(BootstrapIcons.ARROWS_FULLSCREEN, Texts.text("design.zoom.all"), this::refit);
    button.setId("design-zoom-all");
    return button;
  }

  private static Node titled(PoleMapPlot map, Node... buttons) {
    Label title = new Label(map.getAccessibleText());
    title.getStyleClass().add("plot-title");
    title.setLabelFor(map);
    VBox.setVgrow(map, Priority.ALWAYS);
    HBox line = new HBox(title);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMinHeight(TITLE);
    line.getChildren().addAll(buttons);
    VBox box = new VBox(line, map);
    box.setMinSize(0, 0);
    box.setPrefWidth(200);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private void show(Optional<Comparison> comparison) {
    boolean otherSystem = !scene.isOf(comparison);
    scene =
        comparison
            .flatMap(
                shown -> model.sampling().map(how -> DesignScene.of(shown, how, model.colour())))
            .orElse(DesignScene.EMPTY);
    s.show(scene.s());
    z.show(scene.z());
    if (otherSystem) {
      refit();
    }
    showSelection();
  }

  private void showSelection() {
    OptionalInt selected = model.editor().selectedProperty().get();
    s.select(selected);
    z.select(selected);
  }

  private String describe(int pole) {
    return model.sampling().map(how -> scene.describe(pole, how)).orElse("");
  }

  private UnaryOperator<Complex> onPlane(Plane plane) {
    Sampling how = model.sampling().orElseThrow();
    return plane == Plane.S ? how::s : how::z;
  }

  private void key(KeyEvent event, PoleMapPlot map, Plane plane) {
    if (event.isShortcutDown() || event.isAltDown() || scene.own().isEmpty()) {
      return;
    }
    boolean used =
        switch (event.getCode()) {
          case TAB -> model.editor().selectNext(event.isShiftDown() ? -1 : 1);
          case DELETE, BACK_SPACE -> model.editor().prune(model.systemProperty().get());
          case LEFT -> nudge(event, map, plane, -1, 0);
          case RIGHT -> nudge(event, map, plane, 1, 0);
          case UP -> nudge(event, map, plane, 0, 1);
          case DOWN -> nudge(event, map, plane, 0, -1);
          case ESCAPE -> letGo();
          default -> false;
        };
    if (used) {
      event.consume();
    }
  }

  private boolean nudge(KeyEvent event, PoleMapPlot map, Plane plane, int right, int up) {
    Optional<Complex> pole = model.editor().selectedPole();
    if (pole.isEmpty()) {
      return false;
    }
    double by = PER_KEY * (event.isShiftDown() ? FASTER : 1);
    Complex from = onPlane(plane).apply(pole.get());
    Complex to =
        new Complex(
            from.real() + right * by * map.shownProperty().get().x().getLength(),
            from.imaginary() + up * by * map.shownProperty().get().y().getLength());
    model.editor().nudge(own(plane, to));
    return true;
  }

  private boolean letGo() {
    boolean any = model.editor().selectedProperty().get().isPresent();
    model.editor().giveUp();
    model.editor().selectedProperty().set(OptionalInt.empty());
    return any;
  }

  private Complex own(Plane plane, Complex place) {
    Sampling how = model.sampling().orElseThrow();
    return plane == Plane.S ? how.atS(place) : how.atZ(place);
  }

  /// What the mouse does with poles of one of the planes.
  private final class Dragging implements PoleDragging {
    private final PoleMapPlot map;
    private final Plane plane;

    Dragging(PoleMapPlot map, Plane plane) {
      this.map = map;
      this.plane = plane;
    }

    @Override
    public boolean take(int pole) {
      return scene.stateAt(pole).isPresent() && model.editor().take(scene.stateAt(pole).getAsInt());
    }

    @Override
    public void drag(double real, double imaginary) {
      double perPixel =
          map.shownProperty().get().y().getLength() / Math.max(1, map.dataArea().getHeight());
      boolean snaps = Math.abs(imaginary) <= SNAP * perPixel;
      Complex place = own(plane, new Complex(real, snaps ? 0 : imaginary));
      if (place.isFinite()) {
        model.editor().drag(place);
      }
    }

    @Override
    public void drop() {
      model.editor().drop();
    }
  }
}
