// Pictures come by paste and by drop as well, and the piece that is printed is cut out with mouse, finger or keys.
// Without this script there are the file field and the four numbers of the box.
(() => {
  const group = document.querySelector("#pictures-group");
  if (!group || !group.querySelector(".empty-form")) return;
  const MOST_BYTES = 20 * 1024 * 1024;
  const RATIO = 3 / 2;
  const LEAST = 40;
  const SHOWN = 1200;
  const NAMES = ["crop_left", "crop_top", "crop_width", "crop_height"];
  const element = (name, options = {}, ...children) => {
    const made = Object.assign(document.createElement(name), options);
    made.append(...children);
    return made;
  };
  const said = element("p", { className: "quiet", role: "status" });
  const hint = element("p", { className: "drop-hint", textContent: "Dán ảnh bằng Ctrl+V, hoặc kéo tệp ảnh vào đây; mỗi ảnh tối đa 20 MB." });
  group.querySelector("h2").after(hint, said);
  const say = (words) => { said.textContent = words; };
  const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

  const cropper = (row) => {
    const fields = NAMES.map((name) => row.querySelector(`[name$="-${name}"]`));
    const line = fields[0].closest(".form-row");
    const file = row.querySelector('input[type="file"]');
    const stored = row.querySelector(".picture-source")?.dataset;
    const image = element("img", { alt: "" });
    const box = element("span", { className: "crop-box" });
    const corners = ["nw", "ne", "sw", "se"].map((name) => element("span", { className: `crop-corner ${name}` }));
    corners.forEach((corner) => { corner.dataset.corner = corner.className.slice(-2); });
    box.append(...corners);
    const stage = element("div", { className: "crop-stage", tabIndex: 0 }, image, box);
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", "Khung cắt: phím mũi tên dời khung, giữ Shift để đổi cỡ; hoặc nhập bốn số bên dưới");
    const told = element("p", { className: "quiet", role: "status" });
    const ways = [["whole", "Cả ảnh"], ["print", "Tỷ lệ in 3:2"], ["free", "Tự do"]].map(([way, words]) => {
      const button = element("button", { type: "button", className: "plain", textContent: words });
      button.addEventListener("click", () => choose(way));
      return [way, button];
    });
    const open = element("button", { type: "button", className: "plain crop-open", textContent: "Cắt ảnh…" });
    const tools = element("div", { className: "crop-tools", hidden: true }, element("div", { className: "crop-ways" }, ...ways.map(([, button]) => button)), stage, told);
    const place = element("div", { className: "form-row cropper" }, open, tools);
    line.before(place);
    let [size, at, way, address] = [null, null, "whole", ""];
    open.hidden = !stored?.whole;
    place.hidden = line.hidden = open.hidden;

    const whole = () => ({ l: 0, t: 0, w: size.w, h: size.h });
    const isWhole = () => at.l === 0 && at.t === 0 && at.w === size.w && at.h === size.h;
    const fitted = (wanted) => {
      const w = clamp(Math.round(wanted.w), Math.min(LEAST, size.w), size.w);
      const h = clamp(Math.round(wanted.h), Math.min(LEAST, size.h), size.h);
      return { w, h, l: clamp(Math.round(wanted.l), 0, size.w - w), t: clamp(Math.round(wanted.t), 0, size.h - h) };
    };
    const inRatio = (wanted) => {
      const w = Math.min(wanted.w, size.w, size.h * RATIO);
      return { ...wanted, w, h: w / RATIO };
    };
    const draw = () => {
      const part = (value, all) => `${(100 * value) / all}%`;
      Object.assign(box.style, { left: part(at.l, size.w), top: part(at.t, size.h), width: part(at.w, size.w), height: part(at.h, size.h) });
      ways.forEach(([name, button]) => button.setAttribute("aria-pressed", String(name === way)));
    };
    let timer = 0;
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        told.textContent = isWhole() ? `Cả ảnh, ${size.w} × ${size.h} điểm.` : `Khung ${at.w} × ${at.h} điểm, cách mép trái ${at.l}, mép trên ${at.t}.`;
        piece();
      }, 300);
    };
    const write = () => {
      const numbers = isWhole() ? ["", "", "", ""] : [at.l, at.t, at.w, at.h];
      fields.forEach((field, n) => { field.value = numbers[n]; });
      fields[0].dispatchEvent(new Event("change", { bubbles: true }));
      settle();
    };
    const set = (wanted) => { at = fitted(way === "print" ? inRatio(wanted) : wanted); draw(); write(); };
    const choose = (name) => {
      if (!size) return;
      way = name;
      if (name === "whole") { at = whole(); draw(); write(); return; }
      if (name === "print") {
        const { w, h } = inRatio({ ...at, w: Math.max(at.w, at.h * RATIO) });
        set({ l: at.l + (at.w - w) / 2, t: at.t + (at.h - h) / 2, w, h });
      } else { draw(); settle(); }
      stage.focus();
    };
    const read = () => {
      const [l, t, w, h] = fields.map((field) => Number.parseInt(field.value, 10) || 0);
      at = w && h ? fitted({ l, t, w, h }) : whole();
      way = isWhole() ? "whole" : Math.abs(at.w / at.h - RATIO) < 0.01 ? "print" : "free";
      draw();
      settle();
    };
    // What the preview shows of a picture, or of a piece, that is not stored yet.
    const piece = () => {
      const scale = image.naturalWidth / size.w;
      const width = Math.min(at.w, SHOWN);
      const canvas = Object.assign(document.createElement("canvas"), { width, height: Math.max(1, Math.round((width * at.h) / at.w)) });
      canvas.getContext("2d").drawImage(image, at.l * scale, at.t * scale, at.w * scale, at.h * scale, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => {
        if (!blob) return;
        if (row.dataset.blob) URL.revokeObjectURL(row.dataset.blob);
        Object.assign(row.dataset, { blob: URL.createObjectURL(blob), shown: `${at.w}x${at.h}` });
        document.dispatchEvent(new Event("picture:shown"));
      }, "image/jpeg", 0.85);
    };
    const load = (source, natural) => {
      if (address.startsWith("blob:")) URL.revokeObjectURL(address);
      address = source;
      image.onload = () => {
        size = natural ?? { w: image.naturalWidth, h: image.naturalHeight };
        tools.hidden = place.hidden = line.hidden = false;
        open.hidden = true;
        read();
      };
      image.onerror = () => { tools.hidden = place.hidden = true; say("Trình duyệt không mở được ảnh này. Hãy dùng JPEG, PNG, WebP hoặc AVIF."); };
      image.src = source;
    };

    file.addEventListener("change", () => {
      const [chosen] = file.files;
      if (!chosen) return;
      if (!acceptable(chosen)) { file.value = ""; return; }
      fields.forEach((field) => { field.value = ""; });
      load(URL.createObjectURL(chosen));
    });
    open.addEventListener("click", () => load(stored.whole, { w: Number(stored.width), h: Number(stored.height) }));
    fields.forEach((field) => field.addEventListener("input", () => { if (size) read(); }));

    const point = (event) => {
      const frame = image.getBoundingClientRect();
      return { x: ((event.clientX - frame.left) / frame.width) * size.w, y: ((event.clientY - frame.top) / frame.height) * size.h };
    };
    let drag = null;
    stage.addEventListener("pointerdown", (event) => {
      if (!size || event.button) return;
      event.preventDefault();
      stage.setPointerCapture(event.pointerId);
      stage.focus();
      const corner = event.target.dataset.corner;
      const kind = corner ?? (event.target === box && !isWhole() ? "move" : "new");
      if (kind === "new" && way === "whole") way = "free";
      drag = { kind, from: point(event), start: { ...at } };
      if (corner && way === "whole") way = "free";
    });
    stage.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const { x, y } = point(event);
      const { kind, from, start } = drag;
      if (kind === "move") { set({ ...start, l: start.l + x - from.x, t: start.t + y - from.y }); return; }
      // The corner across stays where it is.
      const fixed = kind === "new" ? from : { x: kind.includes("w") ? start.l + start.w : start.l, y: kind.includes("n") ? start.t + start.h : start.t };
      const wanted = { w: Math.abs(x - fixed.x), h: Math.abs(y - fixed.y) };
      if (kind === "new" && wanted.w < LEAST / 2 && wanted.h < LEAST / 2) return;
      const { w, h } = way === "print" ? inRatio({ ...wanted, w: Math.max(wanted.w, wanted.h * RATIO) }) : wanted;
      set({ w, h, l: x < fixed.x ? fixed.x - w : fixed.x, t: y < fixed.y ? fixed.y - h : fixed.y });
    });
    for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, () => { drag = null; });
    const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    stage.addEventListener("keydown", (event) => {
      const direction = KEYS[event.key];
      if (!size || !direction || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const step = Math.max(1, Math.round(size.w / 100));
      const [x, y] = direction.map((way) => way * step);
      if (way === "whole") way = "free";
      if (!event.shiftKey) { set({ ...at, l: at.l + x, t: at.t + y }); return; }
      const grown = way === "print" ? x + y * RATIO : x;
      set({ ...at, w: at.w + grown, h: at.h + y });
    });
    if (file.files.length) load(URL.createObjectURL(file.files[0]));
  };

  const acceptable = (file) => {
    if (!file.type.startsWith("image/")) { say(`“${file.name}” không phải ảnh.`); return false; }
    if (file.size > MOST_BYTES) { say(`“${file.name}” nặng quá 20 MB. Hãy thu nhỏ ảnh rồi thử lại.`); return false; }
    return true;
  };
  const rows = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")];
  const isFree = (row) => !row.classList.contains("has_original") && !row.querySelector('input[type="file"]').files.length;
  const take = (file, focus) => {
    if (!acceptable(file)) return;
    if (!rows().some(isFree)) group.querySelector(".add-row a")?.click();
    const row = rows().find(isFree);
    if (!row) return;
    const carrier = new DataTransfer();
    carrier.items.add(file);
    const input = row.querySelector('input[type="file"]');
    input.files = carrier.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    say("Đã nhận ảnh. Hãy mô tả ảnh và ghi nguồn ảnh.");
    if (focus) row.querySelector('[name$="-alt"]').focus();
  };
  const images = (files) => [...files].filter((file) => file.type.startsWith("image/"));

  document.addEventListener("paste", (event) => {
    const files = images(event.clipboardData?.files ?? []);
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    // A paste from a word processor brings its text along, and the text is what is meant.
    if (!files.length || (typing && event.clipboardData.types.some((type) => type.startsWith("text/")))) return;
    event.preventDefault();
    files.forEach((file) => take(file, true));
  });
  window.CKEDITOR?.on("instanceReady", ({ editor }) => {
    editor.on("paste", (event) => {
      const transfer = event.data.dataTransfer;
      const count = transfer?.getFilesCount?.() ?? 0;
      const text = new DOMParser().parseFromString(event.data.dataValue ?? "", "text/html").body.textContent.trim();
      const files = images(Array.from({ length: count }, (_, n) => transfer.getFile(n)));
      if (!files.length || text) return;
      event.cancel();
      files.forEach((file) => take(file, false));
    }, null, null, 0);
  });
  for (const kind of ["dragenter", "dragover"]) {
    group.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      group.classList.add("dropping");
    });
  }
  group.addEventListener("dragleave", (event) => { if (!group.contains(event.relatedTarget)) group.classList.remove("dropping"); });
  group.addEventListener("drop", (event) => {
    group.classList.remove("dropping");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    images(event.dataTransfer.files).forEach((file) => take(file, true));
  });
  document.addEventListener("formset:added", (event) => { if (event.target.closest("#pictures-group")) cropper(event.target); });
  // Django's own script numbers the rows first.
  window.addEventListener("load", () => rows().forEach(cropper));
})();
