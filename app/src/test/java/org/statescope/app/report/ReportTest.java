package org.statescope.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.compare.CompareView;
import org.statescope.app.fx.Fx;
import org.statescope.app.live.LiveModel;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.structure.Quantity;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// A user presses the button of the report, and looks at both files.
class ReportTest {
  private static final Path KEPT = Path.of("target", "screenshots", "report");
  private static final String HARD_NAME = "<b>&\"Ω";
  private static final int STEPS = 400;

  @TempDir Path folder;
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final List<String> told = new ArrayList<>();
  private final List<RunConfiguration> configurations = new ArrayList<>();
  private BackgroundTasks tasks;
  private Workspace workspace;
  private LiveModel live;
  private PolesModel poles;
  private CompareView view;
  private ReportDesk desk;
  private ReportQuantitiesMenu quantities;
  private StepCursor cursor;
  private Stage stage;
  private Optional<Path> answer;

  @BeforeEach
  void compareTwelveRuns() throws IOException {
    RunConfiguration mamba = Presets.get("mamba-tiny");
    RunConfiguration sparse = Presets.get("sc-mamba-tiny");
    for (long seed = 1; seed <= 6; seed++) {
      configurations.add(mamba.toBuilder().name("mamba " + seed).seed(seed).build());
      String name = seed == 1 ? HARD_NAME : "sc-mamba " + seed;
      configurations.add(sparse.toBuilder().name(name).seed(seed).build());
    }
    Path runs = folder.resolve("runs");
    for (RunConfiguration configuration : configurations) {
      SampleRuns.write(runs, configuration, STEPS);
    }
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> told.add("unexpected: " + failure));
          cursor = new StepCursor();
          workspace = new Workspace(runs, new RunColours(), List.of(), Platform::runLater);
          live = new LiveModel(cursor, background, Platform::runLater);
          poles = new PolesModel(cursor, background, Platform::runLater);
          CompareModel compare = new CompareModel(workspace, cursor);
          desk =
              new ReportDesk(
                  compare,
                  live,
                  Snapshots::ofRun,
                  new StructureModel(poles, tasks),
                  tasks,
                  (from, name) -> answer,
                  told::add,
                  told::add);
          quantities = new ReportQuantitiesMenu(desk.quantities());
          view =
              new CompareView(
                  compare,
                  new ChartTheme().coloursProperty(),
                  new Pane(),
                  new Pane(),
                  new Pane(),
                  new Pane(),
                  desk::ask,
                  quantities);
          stage = new Stage();
          stage.setScene(new Scene(view, 900, 600));
          stage.show();
          workspace.start();
        });
    answer = Optional.of(folder.resolve("report.html"));
  }

  private void tick() {
    Fx.waitUntil("all are found", 20, () -> workspace.runs().size() == configurations.size());
    Fx.run(
        () -> {
          workspace.runs().forEach(run -> run.tickedProperty().set(true));
          workspace
              .ticked()
              .reversed()
              .forEach(
                  run -> live.runs().add(new ShownRun(run.folder(), run.label(), run.colour())));
        });
    Fx.waitUntil(
        "the scalars are read",
        20,
        () ->
            live.scalarsProperty().get().size() == configurations.size()
                && live.scalarsProperty().get().stream().allMatch(run -> run.lastStep() == STEPS));
    Fx.run(() -> cursor.moveTo(200));
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          stage.close();
          view.close();
          live.close();
          poles.close();
          workspace.close();
          tasks.close();
        });
    background.shutdown();
  }

  private void press() {
    Fx.run(() -> ((Button) view.lookup("#compare-report")).fire());
    Fx.waitUntil("the report is done", 120, () -> tasks.running().isEmpty() && !told.isEmpty());
  }

  @Test
  void theHtmlStandsAloneAndHoldsEveryRun() throws Exception {
    tick();
    press();
    Path html = folder.resolve("report.html");
    String page = Files.readString(html);
    keep(html);
    Document document = parsed(page);
    String words = document.getDocumentElement().getTextContent();
    for (RunConfiguration configuration : configurations) {
      assertTrue(words.contains(configuration.name()), configuration.name());
    }
    assertFalse(page.contains("<b>"), "a name is text");
    NodeList figures = document.getElementsByTagName("svg");
    assertEquals(
        2 + 2 * configurations.size() + 1 + configurations.size(),
        figures.getLength(),
        "curves, both planes, one scale and the heat maps");
    assertEquals(
        1 + configurations.size(),
        document.getElementsByTagName("image").getLength(),
        "only scale and cells of heat maps are pictures");
    assertTrue(
        words.contains("Hautus distance to uncontrollability")
            && words.contains("σ min [λI − A, B]")
            && words.contains("best"),
        "the scale says what it is of");
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertNothingIsFetched(document);
    assertIdsAreUnique(document);
    assertTrue(words.contains("Over seeds") && words.contains("Seed by seed"), "seeds");
    assertTrue(words.contains("at step 200") && words.contains("poles at step 200"));
    assertTrue(words.contains("Statescope"), "versions");
    assertFalse(words.contains("NaN"), "what is missing is a dash");
    assertTrue(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
  }

  @Test
  void everyQuantityThatIsChosenHasItsScaleAndItsMaps() throws Exception {
    tick();
    fire("report-quantities-all");
    press();
    String page = Files.readString(folder.resolve("report.html"));
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve("report-all-quantities.html"), page);
    Document document = parsed(page);
    int runs = configurations.size();
    assertEquals(
        2 + 2 * runs + Quantity.values().length * (1 + runs),
        document.getElementsByTagName("svg").getLength(),
        "curves, both planes, and for each quantity one scale and the heat maps");
    NodeList headings = document.getElementsByTagName("h3");
    List<String> titles =
        IntStream.range(0, headings.getLength())
            .mapToObj(i -> headings.item(i).getTextContent())
            .toList();
    assertEquals(
        Stream.of(Quantity.values()).map(Quantity::title).toList(),
        titles.subList(titles.size() - Quantity.values().length, titles.size()));
    assertNothingIsFetched(document);
    assertIdsAreUnique(document);
    told.clear();
    fire("report-quantities-none");
    Fx.run(() -> desk.quantities().shownProperty().set(false));
    press();
    page = Files.readString(folder.resolve("report.html"));
    assertEquals(2 + 2 * runs, parsed(page).getElementsByTagName("svg").getLength());
    assertFalse(page.contains("<h2>" + org.statescope.app.texts.Texts.text("compare.maps")));
  }

  @Test
  void theTicksOfTheMenuAreWhatTheReportHolds() {
    assertEquals(
        List.of(Quantity.HANKEL), Fx.on(() -> desk.quantities().with(Quantity.HANKEL)), "at first");
    fire("report-quantity-0");
    assertEquals(
        List.of(Quantity.CONTROLLABILITY, Quantity.HANKEL),
        Fx.on(() -> desk.quantities().with(Quantity.HANKEL)));
    fire("report-quantity-shown");
    assertEquals(
        List.of(Quantity.CONTROLLABILITY), Fx.on(() -> desk.quantities().with(Quantity.HANKEL)));
    fire("report-quantity-0");
    assertEquals(List.of(), Fx.on(() -> desk.quantities().with(Quantity.HANKEL)));
  }

  /// Chooses an item of the menu as a click does.
  private void fire(String id) {
    Fx.run(
        () -> {
          MenuItem item =
              quantities.getItems().stream()
                  .filter(each -> id.equals(each.getId()))
                  .findFirst()
                  .orElseThrow();
          if (item instanceof CheckMenuItem tick) {
            tick.setSelected(!tick.isSelected());
          } else {
            item.fire();
          }
        });
  }

  private static void assertNothingIsFetched(Document document) {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertEquals("", element.getAttribute("src"));
      String link = element.getAttribute("xlink:href");
      assertTrue(
          link.isEmpty() || link.startsWith("#") || link.startsWith("data:image/png;base64,"),
          link);
    }
  }

  private static void assertIdsAreUnique(Document document) {
    NodeList all = document.getElementsByTagName("*");
    List<String> ids =
        IntStream.range(0, all.getLength())
            .mapToObj(i -> ((Element) all.item(i)).getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertEquals(ids.stream().distinct().count(), ids.size(), "two figures share a name");
  }

  @Test
  void thePdfHasTheSameInVectors() throws Exception {
    tick();
    press();
    Path file = folder.resolve("report.pdf");
    keep(file);
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      String words = new PDFTextStripper().getText(pdf);
      for (RunConfiguration configuration : configurations) {
        assertTrue(words.contains(configuration.name()), configuration.name());
      }
      assertTrue(words.contains("Seed by seed") && words.contains("s-plane"));
      assertFalse(words.contains("NaN"));
      assertTrue(pdf.getNumberOfPages() > configurations.size() / 2);
      assertTrue(words.contains("Hautus distance to uncontrollability"));
      int pictures = 0;
      for (PDPage page : pdf.getPages()) {
        pictures += picturesAmongEmbeddedFonts(page.getResources());
      }
      assertEquals(
          1 + configurations.size(), pictures, "only scale and cells of heat maps are pictures");
      PDFRenderer renderer = new PDFRenderer(pdf);
      for (int page = 0; page < pdf.getNumberOfPages(); page++) {
        BufferedImage picture = renderer.renderImage(page, 1.5f);
        ImageIO.write(picture, "png", KEPT.resolve("page-" + page + ".png").toFile());
      }
    }
  }

  /// How many pictures there are; all fonts are embedded.
  private static int picturesAmongEmbeddedFonts(PDResources resources) throws IOException {
    int pictures = 0;
    for (COSName font : resources.getFontNames()) {
      assertTrue(resources.getFont(font).isEmbedded(), font.getName());
    }
    for (COSName name : resources.getXObjectNames()) {
      pictures += resources.isImageXObject(name) ? 1 : 0;
      if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
        pictures += picturesAmongEmbeddedFonts(form.getResources());
      }
    }
    return pictures;
  }

  @Test
  void aFolderThatIsGoneIsASentenceAndLeavesNothing() throws IOException {
    tick();
    answer = Optional.of(folder.resolve("gone").resolve("report.html"));
    press();
    assertEquals(1, told.size());
    assertTrue(told.getFirst().startsWith("The folder " + folder.resolve("gone")), told.toString());
    assertFalse(Files.exists(folder.resolve("gone")));
  }

  @Test
  void aPdfThatCannotBeWrittenLeavesTheOldPageAndNothingElse() throws IOException {
    tick();
    Files.writeString(folder.resolve("report.html"), "the report of yesterday");
    Files.createDirectory(folder.resolve(".report.pdf.part"));
    press();
    assertEquals(1, told.size());
    assertTrue(told.getFirst().contains("could not be written"), told.toString());
    assertEquals("the report of yesterday", Files.readString(folder.resolve("report.html")));
    assertEquals(List.of("report.html", "runs"), names());
  }

  @Test
  void withoutRunsThereIsASentenceInsteadOfAFile() throws IOException {
    press();
    assertEquals(1, told.size());
    assertEquals(List.of("runs"), names());
  }

  @Test
  void aCancelledReportLeavesNothing() throws IOException {
    tick();
    Fx.run(
        () -> {
          ((Button) view.lookup("#compare-report")).fire();
          tasks.running().getFirst().cancel();
        });
    Fx.waitUntil("nothing runs", 20, () -> tasks.running().isEmpty());
    assertEquals(List.of(), told);
    assertEquals(List.of("runs"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Document parsed(String page) throws Exception {
    String xml = page.replaceFirst("<!DOCTYPE html>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static void keep(Path file) throws IOException {
    Files.createDirectories(KEPT);
    Files.copy(
        file, KEPT.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
