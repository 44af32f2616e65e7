title a conversation in the library
form dialogue
cast a: child
cast b: librarian
cast c: child
cast d: old
word t1: whales, castles, volcanoes, knots, dragons, beetles, ships, mushrooms, stars, clowns, wild horses, trains
word t2: whales, castles, volcanoes, knots, dragons, beetles, ships, mushrooms, stars, clowns, wild horses, trains
word t3: whales, castles, volcanoes, knots, dragons, beetles, ships, mushrooms, stars, clowns, wild horses, trains
word t4: whales, castles, volcanoes, knots, dragons, beetles, ships, mushrooms, stars, clowns, wild horses, trains
word mark: a ferry ticket, a feather, a pressed leaf, a slice of ham, a shoelace, a playing card
word where: on the top shelf, behind the globe, beside the window, on the lowest shelf, in the next room
number n: 3..5
number w: 2..4

beat line
{a.name}: Hello, {b.name}. I am bringing back the book about {t1}.
{a.name}: Good afternoon! Here is the book about {t1}.
{a.name}: I have finished the book about {t1}, so I am bringing it back.
beat line
{b.name}: Thank you, {a.name}. Did you like it?
{b.name}: Oh, thank you. Was it to your liking?
{b.name}: That was quick! Was it good?
beat line
{a.name}: Very much. I read it under the blanket until midnight.
{a.name}: It was so good that I forgot my supper.
{a.name}: I have read it {n} times, and I know half of it by heart.
beat line
{b.name}: And what is this between the pages? It looks like {mark}!
{b.name}: Wait, there is something in it. Is that {mark}?
{b.name}: What a pretty cover! And there is something inside. I believe that it is {mark}.
beat line
{a.name}: Oh, I am sorry. I had no bookmark.
{a.name}: I was looking for that! I only wanted to mark the page.
{a.name}: So that is where it was. Please excuse me, I was in a hurry.
beat line
{b.name}: Here is a proper one, made of ribbon. Now, what shall it be today?
{b.name}: Let me give you a real bookmark. And what would you like to read now?
{b.name}: A book is not a cupboard, you know. Are you looking for a new one?
beat line
{a.name}: I would like something about {t2}.
{a.name}: Have you got a book about {t2}?
{a.name}: This time I want to know everything about {t2}.
beat line
{b.name}: I am afraid that {c.name} borrowed it yesterday.
{b.name}: What a pity! {c.name} has got it at home at the moment.
{b.name}: You are too late for that one. {c.name} carried it off this morning.
beat line
{a.name}: And the one about {t3}?
{a.name}: Then perhaps something about {t3}?
{a.name}: I see. And what about {t3}?
beat line
{b.name}: {d.name} took that one this morning and will not give it back before Sunday.
{b.name}: That has gone as well. {d.name} is reading it to a neighbour.
{b.name}: I am sorry to say that {d.name} has that one under the pillow.
beat line
{a.name}: Is there anything left at all?
{a.name}: Everybody is faster than I am! What can you recommend?
{a.name}: What bad luck! Is there no book left for me?
beat line
{b.name}: There is a brand-new book about {t4}. You will find it {where}.
{b.name}: I know just the thing. There is a thick book about {t4} {where}, and nobody has opened it yet.
{b.name}: There is always a good book left. Go and look {where}. There you will find one about {t4}.
beat line
{a.name}: I have never thought about {t4} before, but the pictures are wonderful.
{a.name}: About {t4}? That sounds exciting. May I take it home?
{a.name}: Who would have thought that {t4} could be so interesting? I will take it.
beat line
{b.name}: You may keep it for {w} weeks, and not a day longer.
{b.name}: It is yours for {w} weeks. After that I would like to have it back.
{b.name}: Let me stamp it. You have {w} weeks, and the date is on the card.
beat line
{a.name}: I will, and without any food in it.
{a.name}: I promise. Thank you, and goodbye!
{a.name}: I shall begin on the way home. Goodbye!
beat maybe line
{b.name}: And not so loud, please. There are people asleep over their newspapers.
{b.name}: Goodbye, {a.name}. Keep it dry, for it has begun to rain.

ask what t1
? What was the book that {a.name} brought back about
? Which book did {a.name} bring back
! It was the book about {t1}
! The book was about {t1}
ask who c
? Who has the book about {t2}
? Who borrowed the book about {t2}
! {c.name} has it
! It was {c.name}
ask who d
? Who has the book about {t3}
? Who took the book about {t3}
! {d.name} has it
! It was {d.name}
ask what t4
? What is the book about that {a.name} takes home
? Which book does {a.name} borrow
! {a.name} borrows a book about {t4}
! It is about {t4}
ask what mark
? What was between the pages
? What had {a.name} used as a bookmark
! It was {mark}
! {a.name} had used {mark}
ask where where
? Where is the book about {t4}
! It is {where}
! The book about {t4} is {where}
ask how-many w
? For how many weeks may {a.name} keep the book
? How long may {a.name} keep the book
! {a.name} may keep it for {w} weeks
! It is {w} weeks
