// The monthly report without a signal: the answers stay on the phone and go out when it is back.
(() => {
  "use strict";
  const form = document.querySelector("form[data-luring]");
  if (!form) return;
  const pesan = form.querySelector("[data-luring-pesan]");
  const kunci = "luring:" + location.pathname;
  const gudang = (apa) => { try { return apa(localStorage); } catch (e) { return null; } };
  const isi = () => [...new FormData(form)].filter(([nama]) => nama !== "csrfmiddlewaretoken");
  const pulihkan = (simpanan) => simpanan.forEach(([nama, nilai]) => {
    [...form.elements].filter((el) => el.name === nama).forEach((el) => {
      if (el.type === "radio") el.checked = el.value === nilai;
      else if (!el.value) el.value = nilai;
    });
  });
  const simpanan = JSON.parse(gudang((g) => g.getItem(kunci)) || "null");
  if (simpanan) {
    pulihkan(simpanan);
    gudang((g) => g.removeItem(kunci));
  }
  form.addEventListener("submit", (ev) => {
    if (navigator.onLine) return;
    ev.preventDefault();
    gudang((g) => g.setItem(kunci, JSON.stringify(isi())));
    pesan.hidden = false;
    delete form.dataset.terkirim;
  });
  window.addEventListener("online", () => {
    if (pesan.hidden) return;
    gudang((g) => g.removeItem(kunci));
    delete form.dataset.terkirim;
    form.requestSubmit();
  });
})();
