package org.statescope.app.compare;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;
import org.statescope.app.widget.Icons;
import org.statescope.app.widget.SidePane;

/// Differences and metrics in tables at the left; curves or linked pole maps at the right.
public final class CompareView extends BorderPane implements AutoCloseable {
  private static final double LEAST_TABLE_WIDTH = 240;
  private static final double TABLE_WIDTH = 392;
  private static final double ROOM_FOR_WORDS = 480;

  private final CompareModel model;
  private final ObservableValue<ChartColours> colours;
  private final CompareTables tables = new CompareTables();
  private final Subscription subscription;
  private boolean pending;

  /// @param curves the curves of the same runs
  /// @param poles the pole maps of the same runs
  /// @param pairs the poles of two of them, paired
  /// @param heatMaps the heat maps of the same runs
  /// @param report writes what the page shows
  /// @param reportChoice chooses what else is written
  public CompareView(
      CompareModel model,
      ObservableValue<ChartColours> colours,
      Node curves,
      Node poles,
      Node pairs,
      Node heatMaps,
      Runnable report,
      Node reportChoice) {
    this.model = model;
    this.colours = colours;
    getStyleClass().add("compare");
    ScrollPane scroll = new ScrollPane(tables);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(
        new SidePane(
            scroll,
            plots(curves, poles, pairs, heatMaps, report, reportChoice),
            LEAST_TABLE_WIDTH,
            TABLE_WIDTH));
    subscription =
        Subscription.combine(
            model.comparisonProperty().subscribe(this::showSoon),
            model.openProperty().subscribe(this::showSoon),
            colours.subscribe(this::showSoon),
            sceneProperty().subscribe(this::enter));
  }

  /// The page is there first; what it compares and the tables come in turns of their own.
  private void enter(@Nullable Scene scene) {
    if (Backstage.isOnStage(scene)) {
      Platform.runLater(() -> model.openProperty().set(Backstage.isOnStage(getScene())));
    } else {
      model.openProperty().set(false);
    }
  }

  private void showSoon() {
    if (!pending) {
      pending = true;
      Platform.runLater(this::show);
    }
  }

  /// While the page is not open the tables wait.
  private void show() {
    pending = false;
    if (model.openProperty().get()) {
      tables.show(model.comparisonProperty().get(), colours.getValue());
    }
  }

  private static BorderPane plots(
      Node curves, Node poles, Node pairs, Node heatMaps, Runnable report, Node reportChoice) {
    BorderPane place = new BorderPane(curves);
    SegmentedButton choice =
        new SegmentedButton(
            choice("curves", place, curves),
            choice("poles", place, poles),
            choice("pairs", place, pairs),
            choice("maps", place, heatMaps));
    choice.getButtons().getFirst().setSelected(true);
    Button write = new Button(Texts.text("report.button"), Icons.icon(BootstrapIcons.FILE_TEXT));
    write.setId("compare-report");
    write.setMinWidth(USE_PREF_SIZE);
    write.setTooltip(new Tooltip(Texts.text("report.button.help")));
    write.setOnAction(event -> report.run());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox bar = new HBox(8, choice, between, reportChoice, write);
    // Else it would never become too narrow for the words it has.
    bar.setMinWidth(0);
    bar.widthProperty().subscribe(width -> fit(choice, write, width.doubleValue()));
    write.setAccessibleText(Texts.text("report.button"));
    bar.getStyleClass().add("compare-switch");
    place.setTop(bar);
    return place;
  }

  /// Where there is no room for all words the choices have short ones, and the report its icon.
  private static void fit(SegmentedButton choice, Button write, double width) {
    boolean roomy = width >= ROOM_FOR_WORDS;
    for (ToggleButton button : choice.getButtons()) {
      button.setText(Texts.text(button.getUserData() + (roomy ? "" : ".short")));
    }
    write.setContentDisplay(roomy ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
  }

  private static ToggleButton choice(String key, BorderPane place, Node content) {
    String words = "compare." + key;
    ToggleButton button = new ToggleButton(Texts.text(words));
    button.setUserData(words);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Texts.text(words)));
    button.setAccessibleText(Texts.text(words));
    button.setId("compare-" + key);
    // A click on what is shown leaves it shown.
    button.setOnAction(
        event -> {
          place.setCenter(content);
          button.setSelected(true);
        });
    return button;
  }

  @Override
  public void close() {
    subscription.unsubscribe();
  }
}
