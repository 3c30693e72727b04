package org.statescope.app.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import org.statescope.app.display.UiScale;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.Theme;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.widget.Labels;

/// The card of settings. Everything takes effect at once or says when.
public final class SettingsView extends VBox {
  private static final double ROW_GAP = 16;

  private final SettingsModel model;
  private final Path runsNow;
  private final GridPane form = new GridPane();
  private int row;

  /// @param runsNow where new runs go until the lab is opened again
  /// @param recent the folders remembered, newest first
  public SettingsView(
      SettingsModel model, Theme theme, Path runsNow, ObservableList<Path> recent, Runnable close) {
    this.model = model;
    this.runsNow = runsNow;
    setId("settings");
    getStyleClass().add("dialog-card");
    form.getStyleClass().add("form");
    form.setVgap(ROW_GAP);
    add("settings.theme", themes(theme));
    if (UiScale.isChoosable()) {
      add("settings.scale", scales());
    }
    add("settings.runs", runs());
    add("settings.recent", recent(recent));
    Label title = new Label(Texts.text("settings.title"));
    title.getStyleClass().add("title-3");
    getChildren().addAll(title, form, buttons(close));
  }

  private void add(String key, Node field) {
    Label label = new Label(Texts.text(key));
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("form-label");
    Labels.name(label, field);
    GridPane.setValignment(label, VPos.TOP);
    form.addRow(row++, label, field);
  }

  private static Node themes(Theme theme) {
    ComboBox<ThemeChoice> choice = new ComboBox<>();
    choice.setId("settings-theme");
    choice.getItems().setAll(ThemeChoice.values());
    choice.setConverter(words(each -> Texts.text("theme." + each.name().toLowerCase(Locale.ROOT))));
    choice.setValue(theme.choiceProperty().get());
    choice.valueProperty().subscribe(theme.choiceProperty()::set);
    return choice;
  }

  private Node scales() {
    ComboBox<Optional<Integer>> choice = new ComboBox<>();
    choice.setId("settings-scale");
    List<Optional<Integer>> offered = new ArrayList<>(List.of(Optional.empty()));
    SettingsModel.scales().forEach(each -> offered.add(Optional.of(each)));
    choice.getItems().setAll(offered);
    choice.setConverter(words(SettingsView::scaleWords));
    choice.setValue(model.scale());
    Optional<Integer> now = model.scale();
    Label when = remark();
    choice
        .valueProperty()
        .subscribe(
            value -> {
              model.scaleProperty().set(value);
              tell(when, !value.equals(now), Texts.text("settings.next", scaleWords(now)));
            });
    return new VBox(4, choice, when);
  }

  private static String scaleWords(Optional<Integer> scale) {
    return scale
        .map(percent -> Texts.text("settings.scale.percent", percent))
        .orElseGet(() -> Texts.text("settings.scale.system"));
  }

  private Node runs() {
    Label folder = new Label();
    folder.setId("settings-runs");
    folder.setWrapText(true);
    folder.setMinHeight(Region.USE_PREF_SIZE);
    Label when = remark();
    Button choose = new Button(Texts.text("settings.runs.choose"));
    choose.setId("settings-runs-choose");
    Button usual = new Button(Texts.text("settings.runs.usual"));
    usual.setId("settings-runs-usual");
    if (System.getProperty("statescope.runs") != null) {
      folder.setText(runsNow.toString());
      choose.setDisable(true);
      usual.setDisable(true);
      tell(when, true, Texts.text("settings.runs.fixed"));
    } else {
      model
          .runsFolderProperty()
          .subscribe(
              chosen -> {
                Path next = chosen.orElse(SettingsModel.usualRunsFolder());
                folder.setText(next.toString());
                usual.setDisable(chosen.isEmpty());
                tell(when, !next.equals(runsNow), Texts.text("settings.next", runsNow));
              });
      choose.setOnAction(event -> askForRunsFolder());
      usual.setOnAction(event -> model.runsFolderProperty().set(Optional.empty()));
    }
    return new VBox(4, folder, new HBox(8, choose, usual), when);
  }

  private void askForRunsFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Texts.text("settings.runs"));
    File start = runsNow.toFile();
    if (start.isDirectory()) {
      chooser.setInitialDirectory(start);
    }
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      model.runsFolderProperty().set(Optional.of(chosen.toPath()));
    }
  }

  private static Node recent(ObservableList<Path> recent) {
    Label count = new Label();
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Texts.text("settings.recent.count", recent.size()), recent));
    Button forget = new Button(Texts.text("settings.recent.forget"));
    forget.setId("settings-recent-forget");
    forget.disableProperty().bind(Bindings.isEmpty(recent));
    forget.setOnAction(event -> recent.clear());
    HBox row = new HBox(12, count, forget);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Label remark() {
    Label label = new Label();
    label.getStyleClass().addAll("text-muted", "text-small");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static void tell(Label remark, boolean shown, String words) {
    remark.setText(words);
    remark.setVisible(shown);
    remark.setManaged(shown);
  }

  private static Node buttons(Runnable close) {
    Button done = new Button(Texts.text("help.close"));
    done.setId("settings-close");
    done.setCancelButton(true);
    done.setDefaultButton(true);
    done.setOnAction(event -> close.run());
    // Else the keyboard stays with what lies below the card.
    done.sceneProperty().subscribe(scene -> Platform.runLater(done::requestFocus));
    HBox row = new HBox(done);
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }

  private static <T> StringConverter<T> words(java.util.function.Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(T value) {
        return words.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("The choices are not typed");
      }
    };
  }
}
