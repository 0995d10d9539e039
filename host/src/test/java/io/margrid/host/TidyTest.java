package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The repository itself: sizes of files and lines, documents and their links.
class TidyTest {
    private static final int LINES_MAX = 600;
    private static final int COLUMNS_MAX = 120;
    /// Longer comment lines would be broken by the formatter, in the middle of a list or a formula.
    private static final int COMMENT_COLUMNS_MAX = 115;
    private static final long BYTES_MAX = 1L << 20;
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".idea", ".vscode", "shared");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Path ROOT = Repository.root();

    private static List<Path> files(String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                for (String ending : endings) {
                    if (name(file).endsWith(ending)) {
                        found.add(file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(found).isNotEmpty();
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }

    private static String place(Path file, int line) {
        return ROOT.relativize(file) + ":" + (line + 1);
    }

    @Test
    void sourcesAreOfReadableSize() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            List<String> lines = lines(file);
            if (lines.size() > LINES_MAX) {
                found.add("%s has %d lines".formatted(ROOT.relativize(file), lines.size()));
            }
            for (int i = 0; i < lines.size(); i++) {
                int columns = lines.get(i).codePointCount(0, lines.get(i).length());
                boolean comment = lines.get(i).strip().startsWith("///");
                if (columns > (comment ? COMMENT_COLUMNS_MAX : COLUMNS_MAX)) {
                    found.add("%s has %d columns".formatted(place(file, i), columns));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void textHasNoTabsAndNoTrailingSpace() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java", ".md", "pom.xml", ".proto", ".yaml", ".c", ".h")) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("\t")) {
                    found.add(place(file, i) + " has a tab");
                }
                if (!lines.get(i).equals(lines.get(i).stripTrailing())) {
                    found.add(place(file, i) + " has trailing space");
                }
            }
            String text = Files.readString(file);
            if (!text.endsWith("\n") || text.endsWith("\n\n") || text.contains("\r")) {
                found.add(ROOT.relativize(file) + " does not end with one line feed");
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (Path file : files(".java")) {
            if (file.toString().contains("/src/main/java/") && !name(file).equals("module-info.java")) {
                packages.add(file.resolveSibling("package-info.java"));
            }
        }
        assertThat(packages).allSatisfy(file -> assertThat(file).isRegularFile());
    }

    @Test
    void everyDocumentHasOneTitle() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".md")) {
            boolean code = false;
            int titles = 0;
            for (String line : lines(file)) {
                code ^= line.startsWith("```");
                titles += !code && line.startsWith("# ") ? 1 : 0;
            }
            if (titles != 1 || !lines(file).getFirst().startsWith("# ")) {
                found.add("%s has %d titles, or does not begin with one".formatted(ROOT.relativize(file), titles));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void linksOfDocumentsLeadToFiles() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".md")) {
            Matcher links = LINK.matcher(Files.readString(file).replaceAll("(?s)```.*?```", ""));
            while (links.find()) {
                String target = links.group(1).replaceFirst("#.*$", "");
                if (!target.contains("://") && !target.startsWith("mailto:") && !target.isEmpty()) {
                    if (!Files.exists(file.resolveSibling(target))) {
                        found.add("%s: %s".formatted(ROOT.relativize(file), target));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFileIsLarge() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("")) {
            if (Files.size(file) > BYTES_MAX) {
                found.add("%s has %d bytes".formatted(ROOT.relativize(file), Files.size(file)));
            }
        }
        assertThat(found).isEmpty();
    }
}
