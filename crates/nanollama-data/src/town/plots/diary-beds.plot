title a diary day in the school garden
form diary
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: teacher
word day: The second of April, The fifth of April, The ninth of April, The last day of March, The first day of April
word v1: radishes, carrots, peas, lettuce, spinach, beans, onions, pumpkins, cabbages, leeks, sunflowers, marigolds
word v2: radishes, carrots, peas, lettuce, spinach, beans, onions, pumpkins, cabbages, leeks, sunflowers, marigolds
word v3: radishes, carrots, peas, lettuce, spinach, beans, onions, pumpkins, cabbages, leeks, sunflowers, marigolds
word v4: radishes, carrots, peas, lettuce, spinach, beans, onions, pumpkins, cabbages, leeks, sunflowers, marigolds
word v5: radishes, carrots, peas, lettuce, spinach, beans, onions, pumpkins, cabbages, leeks, sunflowers, marigolds
word scare: an old broom with a hat on, a string of tin lids, a rag doll on a pole, a paper hawk, a row of shiny spoons
word thief: sparrows, pigeons, crows, blackbirds

beat line
From the diary of {a.name}
The diary of {a.name}
A page from the diary of {a.name}
beat start
{day}. The sun was out, so our teacher {f.name} took our class into the school garden
{day}. There were no sums today, for our teacher {f.name} took us out into the school garden
{day}. At last it is spring, and today we dug the beds in the school garden with our teacher {f.name}
{day}. Today our teacher {f.name} said that we were going to be gardeners and gave each of us a spade
beat start
Each of us got a bed of our own and could choose what to sow in it
Everyone got a little bed, and in it we could sow whatever we liked
The big bed was divided with string, and everyone got a piece
beat mix start
{b.name} wanted {v1}
{b.name} sowed {v1}
{b.name}'s bed will be full of {v1}
{b.name} chose {v1}
For {b.name} it is going to be {v1}
beat mix start
{c.name} chose {v2}
{c.name} sowed {v2} in straight rows
{c.name} has a bed full of {v2}
{c.name} decided on {v2}
{c.name}'s choice was {v2}
beat mix start
{d.name} likes {v3} best and sowed nothing else
{d.name} asked for {v3}
{d.name}'s bed is for {v3}
{d.name} sowed {v3}
{d.name} took {v3}
beat mix start
{e.name} took {v4}
For {e.name} it had to be {v4}
{e.name} sowed {v4} right up to the edge
The bed by the wall belongs to {e.name}, who chose {v4}
{e.name} had been dreaming of {v4} all winter
beat mix start
I sowed {v5}
I thought for a while and chose {v5}
In my own bed I sowed {v5}
My bed is for {v5}
beat start
We raked the soil, pushed in the seeds with our thumbs and watered them
First we broke up the lumps, then we drew lines with a stick, and last of all we watered the seeds
We dug and raked, made a hole for every seed and gave them all something to drink
beat maybe start
My hands were as brown as the earth afterwards
A worm as long as my foot looked out and went home again
beat when
we came back from lunch
the bell rang and we looked over the fence again
beat start
{thief} were hopping about on the beds and picking up our seeds
there were {thief} in all the beds, and they were having a feast
the whole garden was full of {thief}, and they were eating as fast as they could
beat say f
We need something that keeps them away. Who has an idea?
Shoo! If this goes on, we shall have nothing but fat birds
They think that we have laid the table for them. What can we do?
beat so
{b.name} made {scare} and put it up in the middle
{b.name} fetched some odds and ends from the shed and made {scare}
{b.name} had an idea and put up {scare}
beat and
not one bird came back
the {thief} sat on the roof and did not dare to come down
the {thief} flew up in a cloud and did not come back
beat start
Now we have to wait, and that is the hardest part
I cannot wait to see the first green tips
Every day I am going to lie down on my stomach and look for the first green leaf
Tomorrow it is my turn to water all the beds
beat maybe start
Tonight I shall surely dream of a jungle
I am so curious that I could go and have a look at once

ask what v1
? What did {b.name} sow
? What will grow in {b.my} bed
! {b.name} sowed {v1}
! {v1} will grow there
ask what v2
? What did {c.name} choose
? What did {c.name} sow
! {c.name} chose {v2}
! {c.name} sowed {v2}
ask who d
? Who chose {v3}
? Which child chose {v3}
! {d.name} chose {v3}
! It was {d.name}
ask who e
? Who sowed {v4}
? Who wanted to grow {v4}
! {e.name} sowed {v4}
! It was {e.name}
ask what v5
? What did {a.name} sow
? What will grow in {a.my} bed
! {a.name} sowed {v5}
! {v5} will grow in {a.my} bed
ask what thief
? Which birds came to eat the seeds
? Which birds were hopping about on the beds
! The {thief} came
! {thief} came to eat the seeds
ask what scare
? What kept the birds away
? What did {b.name} put up
! It was {scare}
! {b.name} put up {scare}
