// Enhancements only: every page works without this file. No dependency; events are delegated,
// so fragments swapped in by htmx need no re-initialisation.
(() => {
  "use strict";
  const $ = (pilih, dari = document) => dari.querySelector(pilih);
  const $$ = (pilih, dari = document) => [...dari.querySelectorAll(pilih)];
  const simpan = (gudang, kunci, nilai) => {
    try {
      if (nilai === undefined) return gudang.getItem(kunci);
      if (nilai === null) gudang.removeItem(kunci);
      else gudang.setItem(kunci, nilai);
    } catch (e) { /* private mode: go without */ }
    return null;
  };
  const angka = (n) => n.toLocaleString("id-ID");

  // --- theme -------------------------------------------------------------------------------
  const ganti_tema = () => {
    const akar = document.documentElement;
    const baru = akar.dataset.bsTheme === "dark" ? "light" : "dark";
    akar.dataset.bsTheme = baru;
    simpan(localStorage, "tema", baru);
  };

  // --- confirmation: a native dialog before the act ------------------------------------------
  const tanya = (teks, label) => new Promise((jawab) => {
    const kotak = document.createElement("dialog");
    kotak.className = "konfirmasi";
    kotak.setAttribute("aria-labelledby", "konfirmasi-teks");
    const p = document.createElement("p");
    p.id = "konfirmasi-teks";
    p.textContent = teks;
    const baris = document.createElement("div");
    baris.className = "tombol-baris";
    const tombol = (tulisan, kelas, nilai) => {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "btn " + kelas;
      b.textContent = tulisan;
      b.addEventListener("click", () => kotak.close(nilai));
      baris.append(b);
      return b;
    };
    tombol(label || "Lanjutkan", "btn-primary", "ya");
    const batal = tombol("Batal", "btn-outline-secondary", "");
    kotak.append(p, baris);
    kotak.addEventListener("close", () => { kotak.remove(); jawab(kotak.returnValue === "ya"); });
    document.body.append(kotak);
    kotak.showModal();
    batal.focus();
  });

  const teks_konfirmasi = (form, tombol) =>
    (tombol && tombol.dataset.konfirmasi) || form.dataset.konfirmasi || "";

  // --- one submit is one act: confirm first, then guard against the second click ---------------
  document.addEventListener("submit", (ev) => {
    const form = ev.target, tombol = ev.submitter;
    if (form.method !== "post") return;
    const teks = teks_konfirmasi(form, tombol);
    if (teks && form.dataset.setuju !== "ya") {
      ev.preventDefault();
      ev.stopImmediatePropagation();
      const n = $$("input[type=checkbox][name]:checked", form).length;
      tanya(teks.replace("{n}", angka(n)), tombol && tombol.textContent.trim()).then((ya) => {
        if (!ya) return;
        form.dataset.setuju = "ya";
        form.requestSubmit(tombol || undefined);
        delete form.dataset.setuju;
      });
      return;
    }
    if (form.dataset.terkirim === "ya") {
      ev.preventDefault();
      ev.stopImmediatePropagation();
      return;
    }
    form.dataset.terkirim = "ya";
    if (form.dataset.draf) simpan(sessionStorage, "draf-terkirim", kunci_draf(form));
    if (tombol) tombol.setAttribute("aria-busy", "true");
    // A download leaves the page where it is: let the button be pressed again.
    if (tombol && tombol.hasAttribute("data-unduhan")) setTimeout(() => lepas(form), 2000);
  }, true);

  const lepas = (form) => {
    delete form.dataset.terkirim;
    $$("[aria-busy]", form).forEach((b) => b.removeAttribute("aria-busy"));
  };
  window.addEventListener("pageshow", () => $$("form[data-terkirim]").forEach(lepas));
  document.addEventListener("htmx:afterRequest", (ev) => {
    const form = ev.target.closest && ev.target.closest("form");
    if (form) lepas(form);
  });

  // --- select all, count, bulk bar -------------------------------------------------------------
  const kotak_baris = (form) => $$("tbody input[type=checkbox][name]:not(:disabled)", form);
  const hitung = (form) => {
    const semua = kotak_baris(form), n = semua.filter((k) => k.checked).length;
    $$("[data-jumlah-terpilih]", form).forEach((el) => {
      el.textContent = n ? angka(n) + " dari " + angka(semua.length) + " dipilih" : "Pilih baris lebih dahulu";
    });
    $$("[data-pilih-semua]", form).forEach((el) => {
      el.checked = n > 0 && n === semua.length;
      el.indeterminate = n > 0 && n < semua.length;
    });
  };
  let terakhir = null;
  document.addEventListener("click", (ev) => {
    const kotak = ev.target;
    if (!kotak.matches || !kotak.matches("[data-pilihan] tbody input[type=checkbox][name]")) return;
    const semua = kotak_baris(kotak.form);
    if (ev.shiftKey && terakhir && semua.includes(terakhir)) {
      const [a, b] = [semua.indexOf(terakhir), semua.indexOf(kotak)].sort((x, y) => x - y);
      semua.slice(a, b + 1).forEach((k) => { k.checked = kotak.checked; });
      hitung(kotak.form);
    }
    terakhir = kotak;
  });
  document.addEventListener("change", (ev) => {
    const el = ev.target, form = el.closest("[data-pilihan]");
    if (!form) return;
    if (el.matches("[data-pilih-semua]")) kotak_baris(form).forEach((k) => { k.checked = el.checked; });
    if (el.type === "checkbox") hitung(form);
  });

  // --- upload: drop a file anywhere on the box ---------------------------------------------------
  const nama_berkas = (wadah) => {
    const berkas = [...$("input[type=file]", wadah).files];
    const maks = Number(wadah.dataset.maksMb || 5) * 1048576;
    const besar = berkas.find((b) => b.size > maks);
    const mb = (b) => (b.size / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 });
    $(".unggah-nama", wadah).textContent = besar
      ? besar.name + " berukuran " + mb(besar) + " MB, batasnya " + wadah.dataset.maksMb + " MB. Pilih berkas lain."
      : berkas.map((b) => b.name + " (" + mb(b) + " MB)").join(", ");
    wadah.classList.toggle("unggah-galat", Boolean(besar));
  };
  document.addEventListener("change", (ev) => {
    const wadah = ev.target.closest("[data-unggah]");
    if (wadah && ev.target.type === "file") nama_berkas(wadah);
  });
  ["dragover", "dragleave", "drop"].forEach((jenis) => document.addEventListener(jenis, (ev) => {
    const wadah = ev.target.closest && ev.target.closest("[data-unggah]");
    if (!wadah || !ev.dataTransfer || ![...ev.dataTransfer.types].includes("Files")) return;
    ev.preventDefault();
    wadah.classList.toggle("unggah-atas", jenis === "dragover");
    if (jenis !== "drop") return;
    const masukan = $("input[type=file]", wadah);
    const isi = new DataTransfer();
    [...ev.dataTransfer.files].slice(0, masukan.multiple ? 20 : 1).forEach((b) => isi.items.add(b));
    masukan.files = isi.files;
    masukan.dispatchEvent(new Event("change", { bubbles: true }));
  }));

  // --- drafts stay in this tab when the signal or the session is lost -----------------------------
  const kunci_draf = (form) => "draf:" + form.dataset.draf;
  const bisa_draf = (el) => el.name && el.name !== "csrfmiddlewaretoken" && !["file", "password", "hidden", "submit"].includes(el.type);
  const pulihkan = (form) => {
    const isi = JSON.parse(simpan(sessionStorage, kunci_draf(form)) || "null");
    if (!isi) return;
    [...form.elements].filter(bisa_draf).forEach((el) => {
      if (!(el.name in isi)) return;
      if (["radio", "checkbox"].includes(el.type)) el.checked = isi[el.name].includes(el.value);
      else if (!el.value) el.value = isi[el.name][0];
    });
  };
  // A page of ours without an error answers the form that was sent: its draft has done its duty.
  const buang_draf = () => {
    const kunci = simpan(sessionStorage, "draf-terkirim");
    if (!kunci || !$("#pesan") || $("form[action*='/akun/login']") || $("input[type=password]")) return;
    if (!$(".pesan-error, [data-fokus]")) simpan(sessionStorage, kunci, null);
    simpan(sessionStorage, "draf-terkirim", null);
  };
  // A page that confirms what the phone kept (suara.js): the copy has done its duty.
  const buang_luring = () => $$("[data-luring-selesai]").forEach((el) =>
    simpan(localStorage, "luring:" + el.dataset.luringSelesai, null));
  document.addEventListener("input", (ev) => {
    const form = ev.target.form;
    if (!form || !form.dataset.draf) return;
    const isi = {};
    [...form.elements].filter(bisa_draf).forEach((el) => {
      if (["radio", "checkbox"].includes(el.type) && !el.checked) return;
      (isi[el.name] = isi[el.name] || []).push(el.value);
    });
    simpan(sessionStorage, kunci_draf(form), JSON.stringify(isi));
  });

  // --- clicks ------------------------------------------------------------------------------------
  document.addEventListener("click", (ev) => {
    const el = ev.target.closest ? ev.target : null;
    if (!el) return;
    if (el.closest("[data-tema]")) ganti_tema();
    const salin = el.closest("[data-salin]");
    if (salin) {
      const sumber = $(salin.dataset.salin);
      navigator.clipboard.writeText(sumber.value || sumber.textContent.trim()).then(() => {
        salin.setAttribute("aria-live", "polite");
        salin.textContent = "Tersalin";
      });
    }
    const pintas = el.closest("[data-pintasan]");
    if (pintas) {
      simpan(localStorage, "pintasan", pintasan() ? "mati" : "nyala");
      pintas.setAttribute("aria-pressed", String(pintasan()));
    }
    $$("details[data-tutup-luar][open]").forEach((d) => { if (!d.contains(el)) d.open = false; });
  });

  // --- keyboard: Ctrl-K and / search; j k x Enter inside a list. Single keys can be switched off ----
  function pintasan() { return simpan(localStorage, "pintasan") !== "mati"; }
  const pindah = (tabel, langkah) => {
    const baris = $$("tbody tr", tabel);
    const kini = baris.findIndex((b) => b.contains(document.activeElement) || b.classList.contains("terpilih"));
    const tuju = baris[Math.max(0, Math.min(baris.length - 1, kini + langkah))];
    if (!tuju) return;
    baris.forEach((b) => b.classList.toggle("terpilih", b === tuju));
    const sasaran = $("a, input, button", tuju);
    if (sasaran) sasaran.focus();
    tuju.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (ev) => {
    const mengetik = ev.target.matches("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])");
    const cari = $$("[data-pintas-cari]").find((el) => el.offsetParent);
    if ((ev.ctrlKey || ev.metaKey) && ev.key.toLowerCase() === "k" && cari) {
      ev.preventDefault();
      cari.focus();
      cari.select();
      return;
    }
    if (ev.key === "Escape") {
      const buka = $("details[data-tutup-luar][open]");
      if (buka) { buka.open = false; $("summary", buka).focus(); }
      return;
    }
    if (mengetik || ev.ctrlKey || ev.metaKey || ev.altKey || !pintasan()) return;
    if (ev.key === "/" && cari) { ev.preventDefault(); cari.focus(); return; }
    const tabel = ev.target.closest("[data-daftar]") || (ev.target.closest(".tabel-wadah") && $("[data-daftar]", ev.target.closest(".tabel-wadah")));
    if (!tabel) return;
    const baris = $("tr.terpilih", tabel) || ev.target.closest("tbody tr");
    if (ev.key === "j") pindah(tabel, 1);
    else if (ev.key === "k") pindah(tabel, -1);
    else if (ev.key === "x" && baris) { const k = $("input[type=checkbox]", baris); if (k) k.click(); }
    else if (ev.key === "Enter" && baris && !ev.target.matches("a, button, summary")) { const a = $("a", baris); if (a) a.click(); }
    else return;
    ev.preventDefault();
  });

  // --- start -------------------------------------------------------------------------------------
  const siap = (dari) => {
    $$("form[data-draf]", dari).forEach(pulihkan);
    $$("form[data-pilihan]", dari).forEach(hitung);
  };
  document.addEventListener("htmx:afterSwap", (ev) => {
    siap(ev.target);
    const galat = $("[data-fokus]", ev.target); // on a full page autofocus does it
    if (galat) galat.focus();
  });
  $$("[data-pintasan]").forEach((el) => el.setAttribute("aria-pressed", String(pintasan())));
  buang_draf();
  buang_luring();
  siap(document);
})();
