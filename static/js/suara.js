// The monthly report without a signal: what was sent stays on the phone until a page shows that it
// arrived. Opened again with a signal, the kept report fills the form and goes out by itself, once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-luring]");
  if (!form) return;
  const AWALAN = "luring:", TAHAN = 60 * 24 * 3600 * 1000;
  const kunci = AWALAN + form.dataset.luring;
  const gudang = (apa) => { try { return apa(); } catch (e) { return null; } };
  const baca = (nama) => gudang(() => JSON.parse(localStorage.getItem(nama)));
  const buang = (nama) => gudang(() => localStorage.removeItem(nama));
  const medan = [...form.elements].filter((el) => el.name && el.name !== "csrfmiddlewaretoken");
  // [name, value] of each field: as the server sent it, or as it stands now.
  const isi = (server) => medan
    .filter((el) => el.type !== "radio" || (server ? el.defaultChecked : el.checked))
    .map((el) => [el.name, el.type === "radio" || !server ? el.value : el.defaultValue]);
  const sama = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const pulihkan = (simpanan) => medan.forEach((el) => {
    const milik = simpanan.filter(([nama]) => nama === el.name).map(([, nilai]) => nilai);
    if (el.type === "radio") el.checked = milik.includes(el.value);
    else if (milik.length) el.value = milik[0];
  });
  const kata = (nama) => form.querySelectorAll("[data-luring-pesan]").forEach((el) => {
    el.hidden = el.dataset.luringPesan !== nama;
  });
  const kirim = () => {
    delete form.dataset.terkirim;
    form.requestSubmit();
  };

  let menunggu = false;
  const tunggu = () => { menunggu = true; kata("tunggu"); };
  const lanjutkan = (simpanan) => {
    pulihkan(simpanan.isi);
    // Somebody reported after this was kept, or this tab tried it before: a person decides.
    const lebih_baru = Number(form.dataset.luringSejak || 0) * 1000 > simpanan.saat;
    const dicoba = gudang(() => sessionStorage.getItem(kunci)) === String(simpanan.saat);
    if (lebih_baru || dicoba) return kata("periksa");
    if (!navigator.onLine) return tunggu();
    gudang(() => sessionStorage.setItem(kunci, String(simpanan.saat)));
    kata("kirim");
    return kirim();
  };

  form.addEventListener("submit", (ev) => {
    const simpanan = { saat: Date.now(), isi: isi(false) };
    const lama = baca(kunci);
    if (lama && sama(lama.isi, simpanan.isi)) simpanan.saat = lama.saat;
    gudang(() => localStorage.setItem(kunci, JSON.stringify(simpanan)));
    if (navigator.onLine) return;
    ev.preventDefault();
    tunggu();
    delete form.dataset.terkirim;
  });
  window.addEventListener("online", () => {
    if (!menunggu) return;
    menunggu = false;
    kirim();
  });

  if (location.search.includes("terkirim")) history.replaceState(null, "", location.pathname);
  gudang(() => Object.keys(localStorage)).filter((nama) => nama.startsWith(AWALAN)).forEach((nama) => {
    if (Date.now() - (baca(nama) || {}).saat > TAHAN) buang(nama);
  });
  const simpanan = baca(kunci);
  if (!simpanan || form.querySelector("[data-fokus]")) return; // an answer with errors shows what was sent
  if (sama(simpanan.isi, isi(true))) buang(kunci);
  else lanjutkan(simpanan);
})();
