package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.PoleScene;
import org.statescope.app.texts.Texts;

/// The s-plane and the z-plane of one run, or of all runs on top of one another, side by side.
final class MapPair extends VBox implements AutoCloseable {
  private static final double LOWEST = 230;

  private final PolesModel model;
  private final ChartTheme theme;
  private final PoleMapPlot s;
  private final PoleMapPlot z;
  private final HBox titles = new HBox(14);
  private final Label note = new Label();
  private final PseudospectrumFinder pseudospectrum;
  private final Subscription changes;
  private PoleMapData data =
      new PoleMapData(List.of(), PoleScene.EMPTY, PoleScene.EMPTY, new int[0], new int[0], 0);

  /// @param tell told in words what the level lines on these maps are
  MapPair(PolesModel model, ChartTheme theme, Consumer<String> tell) {
    this.model = model;
    this.theme = theme;
    s = map(Plane.S, "poles.s");
    z = map(Plane.Z, "poles.z");
    note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    note.setWrapText(true);
    note.setPadding(new Insets(0, 12, 4, 12));
    note.managedProperty().bind(note.textProperty().isNotEmpty());
    titles.setAlignment(Pos.CENTER_LEFT);
    titles.getStyleClass().add("plot-title");
    HBox maps = new HBox(s, z);
    HBox.setHgrow(s, Priority.ALWAYS);
    HBox.setHgrow(z, Priority.ALWAYS);
    VBox.setVgrow(maps, Priority.ALWAYS);
    setMinHeight(LOWEST);
    getChildren().addAll(titles, maps, note);
    pseudospectrum = new PseudospectrumFinder(model.newTask(), s, z, tell);
    changes =
        Subscription.combine(
            theme.coloursProperty().subscribe(this::showTitles),
            s.shownProperty().subscribe(this::showPseudospectrum),
            z.shownProperty().subscribe(this::showPseudospectrum),
            model.pseudospectrumProperty().subscribe(this::showPseudospectrum));
  }

  PoleMapPlot sPlane() {
    return s;
  }

  PoleMapPlot zPlane() {
    return z;
  }

  void show(PoleMapData data) {
    boolean otherRuns = !runs(this.data).equals(runs(data));
    this.data = data;
    s.show(data.s());
    z.show(data.z());
    if (otherRuns) {
      showAll();
    }
    showTitles();
    note.setText(note(data));
    showPseudospectrum();
  }

  void showSelection() {
    OptionalInt index =
        model.selectedProperty().get().map(data::indexOf).orElse(OptionalInt.empty());
    s.select(index);
    z.select(index);
    showPseudospectrum();
  }

  private void showPseudospectrum() {
    pseudospectrum.show(
        model
            .selectedProperty()
            .get()
            .filter(pole -> model.pseudospectrumProperty().get() && s.isDrawn())
            .filter(pole -> data.indexOf(pole).isPresent())
            .flatMap(pole -> model.systemOfSelected()));
  }

  void zoomToPoles() {
    s.zoomToPoles();
    z.zoomToPoles();
  }

  void showAll() {
    s.refit();
    z.refit();
  }

  void setGridShown(boolean shown) {
    s.setGridShown(shown);
    z.setGridShown(shown);
  }

  @Override
  public void close() {
    changes.unsubscribe();
    pseudospectrum.close();
    s.close();
    z.close();
  }

  private PoleMapPlot map(Plane plane, String key) {
    PoleMapPlot map = new PoleMapPlot(plane, theme);
    map.setLabels(Texts.text(key + ".real"), Texts.text(key + ".imaginary"));
    map.setAccessibleText(Texts.text(key + ".title"));
    map.setAccessibleHelp(Texts.text("poles.help"));
    map.setDescription(this::describe);
    map.setWords(this::legend, () -> new PoleTable(data));
    map.setOnSelect(
        index ->
            model
                .selectedProperty()
                .set(
                    index.isEmpty()
                        ? Optional.empty()
                        : Optional.of(data.selected(index.getAsInt()))));
    return map;
  }

  private String describe(int index) {
    RunFrames frames = data.frames().get(data.runOf()[index]);
    return PoleWords.brief(PoleReadout.of(frames, data.poleOf()[index]));
  }

  private void showTitles() {
    titles.getChildren().clear();
    for (RunFrames frames : data.frames()) {
      Rectangle mark = new Rectangle(12, 4, theme.colours().series(frames.run().colour()));
      titles.getChildren().add(new Label(title(frames), mark));
    }
  }

  private List<Figure.Entry> legend() {
    return switch (model.colourByProperty().get()) {
      case RUN ->
          data.frames().stream()
              .map(frames -> Figure.Entry.ofRun(title(frames), frames.run().colour()))
              .toList();
      case LAYER ->
          Stream.concat(
                  data.frames().stream().map(frames -> Figure.Entry.plain(title(frames))), layers())
              .toList();
    };
  }

  private Stream<Figure.Entry> layers() {
    int layers =
        data.frames().stream()
            .flatMap(frames -> frames.now().stream())
            .mapToInt(now -> now.layout().layers())
            .max()
            .orElse(0);
    return LayerLegend.of(layers).stream();
  }

  private static String title(String label, PoleFrame now) {
    String poles = String.format(Locale.ROOT, "%,d", now.layout().size());
    return now.network().isPresent()
        ? Texts.text("poles.title.model", label, poles)
        : Texts.text("poles.title", label, now.step(), poles);
  }

  private static String title(RunFrames frames) {
    return frames
        .now()
        .map(now -> title(frames.run().label(), now))
        .orElse(Texts.text("poles.title.none", frames.run().label()));
  }

  private String note(PoleMapData data) {
    String problems =
        data.frames().stream()
            .flatMap(frames -> frames.problem().stream())
            .collect(Collectors.joining(" "));
    String leftOut = data.leftOut() == 0 ? "" : Texts.text("poles.left-out", data.leftOut());
    boolean fewRanges =
        model.stepRangeProperty().get() && data.poleOf().length > SceneBuilder.MOST_RANGES;
    String ranges =
        fewRanges ? Texts.text("poles.range-of-selected", SceneBuilder.MOST_RANGES) : "";
    return String.join(" ", problems, leftOut, ranges).strip();
  }

  private static List<?> runs(PoleMapData data) {
    return data.frames().stream().map(frames -> frames.run().folder()).toList();
  }
}
