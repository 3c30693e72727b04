package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.app.export.SystemButton;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.texts.Texts;

/// What the selected pole is and means.
final class PoleReadoutPane extends ScrollPane implements AutoCloseable {
  private static final double WIDTH = 310;

  private final PolesModel model;
  private final ChartTheme theme;
  private final VBox content = new VBox(8);
  private final Subscription changes;
  private String pseudospectrum = "";
  private GridPane table = new GridPane();

  PoleReadoutPane(PolesModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    content.getStyleClass().add("pole-readout");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    getStyleClass().add("pole-readout-scroll");
    changes =
        Subscription.combine(
            model.readoutProperty().subscribe(this::refresh),
            model.reachProperty().subscribe(this::refresh),
            model.pseudospectrumProperty().subscribe(this::refresh),
            theme.coloursProperty().subscribe(this::refresh));
    refresh();
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  /// Says what the level lines on the maps are.
  void tellPseudospectrum(String words) {
    if (!words.equals(pseudospectrum)) {
      pseudospectrum = words;
      refresh();
    }
  }

  private void refresh() {
    content.getChildren().clear();
    Optional<PoleReadout> readout = model.readoutProperty().get();
    if (readout.isEmpty()) {
      content.getChildren().add(note(Texts.text("poles.readout.empty")));
      if (model.pseudospectrumProperty().get()) {
        content.getChildren().add(note(Texts.text("poles.pseudospectrum.choose")));
      }
      return;
    }
    show(readout.get());
    reach(model.reachProperty().get(), readout.get().fromCheckpoint());
  }

  private void show(PoleReadout pole) {
    Rectangle mark = new Rectangle(12, 4, theme.colours().series(pole.run().colour()));
    Label run = new Label(pole.run().label(), mark);
    run.getStyleClass().add(Styles.TEXT_BOLD);
    Label place = new Label(PoleWords.place(pole));
    place.setWrapText(true);
    content.getChildren().addAll(run, place);
    if (!pole.isStable()) {
      Label unstable = new Label(Texts.text("poles.unstable"));
      unstable.getStyleClass().addAll(Styles.DANGER, Styles.TEXT_BOLD);
      content.getChildren().add(unstable);
    }
    if (model.pseudospectrumProperty().get()) {
      section("poles.section.pseudospectrum");
      Label words = note(pseudospectrum);
      words.setId("poles-pseudospectrum-words");
      content.getChildren().add(words);
    }
    section("poles.section.place");
    if (!pole.fromCheckpoint()) {
      row("poles.row.step", Long.toString(pole.step()));
    }
    row("poles.row.s", PoleWords.complex(pole.s().pole()));
    row("poles.row.z", PoleWords.complex(pole.z()));
    row("poles.row.damping", PoleWords.number(pole.s().dampingRatio()));
    row(
        "poles.row.frequency",
        Texts.text("poles.frequency", PoleWords.number(pole.s().naturalFrequency())));
    row("poles.row.memory", PoleWords.tokens(pole.memoryInTokens()));
    double[] steps = pole.stepSizes();
    if (pole.fromCheckpoint()) {
      section("poles.section.step-implied");
      row("poles.row.step-implied", PoleWords.number(steps[steps.length / 2]));
      section("poles.section.system");
      row("poles.row.margin", optional(pole.stabilityMargin()));
    } else {
      showMeasured(pole, steps);
    }
    content.getChildren().add(new SystemButton("poles-system-export"));
    if (pole.sharedBy() > 1) {
      content.getChildren().add(note(Texts.text("poles.note.shared", pole.sharedBy())));
    }
  }

  private void showMeasured(PoleReadout pole, double[] steps) {
    row("poles.row.moved", optional(pole.moved()));
    section("poles.section.step-size");
    row("poles.row.step-median", PoleWords.number(steps[steps.length / 2]));
    row(
        "poles.row.step-range",
        PoleWords.number(steps[0]) + " … " + PoleWords.number(steps[steps.length - 1]));
    section("poles.section.system");
    row("poles.row.margin", optional(pole.stabilityMargin()));
    row("poles.row.gramian", optional(pole.gramianCondition()));
  }

  private void reach(Optional<PoleReach> reach, boolean fromCheckpoint) {
    section("poles.section.reach");
    if (reach.isEmpty()) {
      content.getChildren().add(note(Texts.text("poles.reach.computing")));
      return;
    }
    switch (reach.get()) {
      case PoleReach.Unknown(String reason) -> content.getChildren().add(note(reason));
      case PoleReach.Known known -> {
        row("poles.row.controllable", value(known.controllability()));
        row("poles.row.relative", relative(known.controllability(), known.controllabilityNorm()));
        row("poles.row.observable", value(known.observability()));
        row("poles.row.relative", relative(known.observability(), known.observabilityNorm()));
        row("poles.row.condition", PoleWords.number(known.controllability().poleCondition()));
        if (isDoubtful(known.controllability()) || isDoubtful(known.observability())) {
          content.getChildren().add(note(Texts.text("poles.note.doubtful")));
        }
        if (known.rebuilt()) {
          content.getChildren().add(note(Texts.text("poles.note.rebuilt")));
        }
        content
            .getChildren()
            .add(note(Texts.text(fromCheckpoint ? "poles.note.checkpoint" : "poles.note.frozen")));
      }
    }
  }

  private static boolean isDoubtful(HautusTest.Entry entry) {
    return entry.smallestSingularValue() <= entry.uncertainty();
  }

  private static String value(HautusTest.Entry entry) {
    return PoleWords.number(entry.smallestSingularValue())
        + " ± "
        + PoleWords.number(entry.uncertainty());
  }

  private static String relative(HautusTest.Entry entry, double norm) {
    return PoleWords.number(entry.smallestSingularValue() / norm);
  }

  private static String optional(OptionalDouble value) {
    return value.isPresent()
        ? PoleWords.number(value.getAsDouble())
        : Texts.text("poles.not-defined");
  }

  private void section(String key) {
    Label title = new Label(Texts.text(key));
    title.getStyleClass().add("readout-section");
    table = new GridPane();
    table.setHgap(10);
    table.setVgap(3);
    ColumnConstraints name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    ColumnConstraints value = new ColumnConstraints();
    value.setHalignment(HPos.RIGHT);
    value.setMinWidth(Region.USE_PREF_SIZE);
    table.getColumnConstraints().addAll(name, value);
    content.getChildren().addAll(title, table);
  }

  private void row(String key, String words) {
    Label name = new Label(Texts.text(key));
    name.getStyleClass().add(Styles.TEXT_MUTED);
    name.setWrapText(true);
    Label value = new Label(words);
    value.getStyleClass().add("readout-value");
    name.setLabelFor(value);
    GridPane.setValignment(name, VPos.TOP);
    GridPane.setValignment(value, VPos.TOP);
    table.addRow(table.getRowCount(), name, value);
  }

  private static Label note(String words) {
    Label note = new Label(words);
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    return note;
  }
}
