package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The s-plane and the z-plane of one run, or of all runs on top of one another, side by side.
final class MapPair extends VBox implements AutoCloseable {
  /// Of so many selected poles the trails are drawn over a density.
  static final int MOST_TRAILS = 500;

  private static final double LOWEST = 230;

  private final PolesModel model;
  private final ChartTheme theme;
  private final PoleMapPlot s;
  private final PoleMapPlot z;
  private final HBox titles = new HBox(14);
  private final Label note = new Label();
  private final PseudospectrumFinder pseudospectrum;
  private final TrailFinder trails;
  private final Optional<Runnable> showCrossings;
  private final Subscription changes;
  private PoleMapData data = PoleMapData.EMPTY;

  /// @param tell told in words what the level lines on these maps are
  /// @param showCrossings opens the list of crossings; empty where there is none
  MapPair(
      PolesModel model, ChartTheme theme, Consumer<String> tell, Optional<Runnable> showCrossings) {
    this.model = model;
    this.theme = theme;
    this.showCrossings = showCrossings;
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
    trails =
        new TrailFinder(
            new TrailHistory(model.source()), model.newTask(), () -> showTrails(marked()));
    changes =
        Subscription.combine(
            theme.coloursProperty().subscribe(this::showTitles),
            model.alarms().reportProperty().subscribe(this::showTitles),
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
    int[] marked = marked();
    s.mark(marked);
    z.mark(marked);
    trails.show(data, marked, MOST_TRAILS);
    showTrails(marked);
    showPseudospectrum();
  }

  private void showTrails(int[] marked) {
    s.showTrails(PoleTrails.of(data, marked, MOST_TRAILS, trails.ways(), true));
    z.showTrails(PoleTrails.of(data, marked, MOST_TRAILS, trails.ways(), false));
    note.setText(note(data));
  }

  private int[] marked() {
    return model.selection().polesProperty().get().stream()
        .map(data::indexOf)
        .flatMapToInt(OptionalInt::stream)
        .toArray();
  }

  /// Brings a pole into the middle of both maps, where it is on them.
  void centre(SelectedPole pole) {
    data.indexOf(pole)
        .ifPresent(
            index -> {
              s.centreOn(index);
              z.centreOn(index);
            });
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
    trails.close();
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
    PoleSelection selection = model.selection();
    map.setOnSelect(
        index ->
            index.ifPresentOrElse(pole -> selection.only(data.selected(pole)), selection::clear));
    map.setOnMore(index -> selection.toggle(data.selected(index)));
    map.setOnBox(poles -> selection.add(IntStream.of(poles).mapToObj(data::selected).toList()));
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
      Label title = new Label(title(frames), mark);
      // A long name gives way in its middle: step and number of poles stand behind it.
      title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      title.setTooltip(new Tooltip(title.getText()));
      titles.getChildren().add(title);
      long crossings = model.alarms().reportProperty().get().countOf(frames.run().folder());
      if (crossings > 0 && showCrossings.isPresent()) {
        titles.getChildren().add(crossings(crossings));
      }
    }
  }

  private Node crossings(long count) {
    Hyperlink link =
        new Hyperlink(
            Texts.text("poles.title.crossings", PoleWords.count(count)),
            Icons.icon(BootstrapIcons.BELL));
    link.getStyleClass().addAll("crossings-link", Styles.TEXT_SMALL);
    link.setOnAction(event -> showCrossings.ifPresent(Runnable::run));
    return link;
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

  private String title(RunFrames frames, PoleFrame now) {
    String label = frames.run().label();
    String all = PoleWords.count(now.layout().size());
    String poles =
        model.filterProperty().get().isAll()
            ? Texts.text("poles.count", all)
            : Texts.text(
                "poles.count.filtered",
                PoleWords.count(data.shown(data.frames().indexOf(frames))),
                all);
    return now.network().isPresent()
        ? Texts.text("poles.title.model", label, poles)
        : Texts.text("poles.title", label, now.step(), poles);
  }

  private String title(RunFrames frames) {
    return frames
        .now()
        .map(now -> title(frames, now))
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
    return Stream.of(problems, leftOut, ranges, TrailWords.of(data, trails.ways()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<?> runs(PoleMapData data) {
    return data.frames().stream().map(frames -> frames.run().folder()).toList();
  }
}
