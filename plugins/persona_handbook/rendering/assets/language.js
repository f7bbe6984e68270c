/* Instant navigation leaves the header as it is: its language links then follow to the page that is read. */
{
  const links = [...document.querySelectorAll("a[data-root]")].map(link => [link, new URL(link.dataset.root, location).href, new URL(link.dataset.home, location).pathname.length]);
  window.document$?.subscribe(() => links.forEach(([link, root, home]) => { link.href = root + location.pathname.slice(home); }));
}
